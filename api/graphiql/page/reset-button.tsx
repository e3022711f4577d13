import { useRef } from 'react';

import { useExplorer } from './use-explorer.js';
import { say } from './words.js';

/** Makes the sandbox as new, after a question, and says how far that is. */
export function ResetButton() {
  const { language, trouble, reset, resetSandbox } = useExplorer();
  const dialog = useRef<HTMLDialogElement>(null);
  if (trouble === 'sandboxClosed') return undefined;
  const close = () => dialog.current?.close();
  return (
    <>
      <button
        type="button"
        className="bar-action"
        aria-haspopup="dialog"
        disabled={reset === 'resetting'}
        onClick={() => dialog.current?.showModal()}
      >
        {say(language, 'reset')}
      </button>
      <span className="reset-state" role="status">
        {reset !== undefined && say(language, reset)}
      </span>
      <dialog ref={dialog} aria-labelledby="reset-title" aria-describedby="reset-meaning">
        <h2 id="reset-title">{say(language, 'resetTitle')}</h2>
        <p id="reset-meaning">{say(language, 'resetMeaning')}</p>
        <div className="dialog-actions">
          <button type="button" onClick={close}>
            {say(language, 'cancel')}
          </button>
          <button
            type="button"
            className="dialog-danger"
            onClick={() => {
              close();
              resetSandbox();
            }}
          >
            {say(language, 'resetNow')}
          </button>
        </div>
      </dialog>
    </>
  );
}
