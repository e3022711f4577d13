import { useState } from 'react';

import { type Example, examplesFor } from './examples.js';
import { useExplorer } from './use-explorer.js';
import { type OpenIn, useOpenExample, useShownExample } from './use-open-example.js';
import { say } from './words.js';

function ExampleList({
  list,
  label,
  where,
}: {
  readonly list: readonly Example[];
  readonly label: string;
  readonly where: OpenIn;
}) {
  const { language } = useExplorer();
  const open = useOpenExample();
  const shown = useShownExample();
  return (
    <ul className="examples-list" aria-label={label}>
      {list.map((example) => (
        <li key={example.name}>
          <button
            type="button"
            className="examples-item"
            data-example={example.name}
            aria-current={shown?.name === example.name ? 'true' : undefined}
            onClick={() => {
              open(example, where);
            }}
          >
            <strong>{example.title[language]}</strong>
            <span>{example.explanation[language]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The panel at the left: what the persona may ask, each ready to run. */
function ExamplesPanel() {
  const { language, persona } = useExplorer();
  const [where, setWhere] = useState<OpenIn>('sameTab');
  const offered = examplesFor(persona?.id ?? '');
  const isCommon = (example: Example) => example.personas.includes('*');
  const own = offered.filter((example) => !isCommon(example));

  return (
    <section className="examples-panel" aria-label={say(language, 'chooseExample')}>
      {persona !== undefined && (
        <>
          <h2>
            {say(language, 'examplesFor')} {persona.name[language]}
          </h2>
          <p>{persona.description[language]}</p>
        </>
      )}
      <fieldset className="examples-where">
        <legend>{say(language, 'openIn')}</legend>
        {(['sameTab', 'newTab'] as const).map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="examples-where"
              value={each}
              checked={where === each}
              onChange={() => {
                setWhere(each);
              }}
            />
            {say(language, each)}
          </label>
        ))}
      </fieldset>
      {own.length > 0 && (
        <ExampleList list={own} label={say(language, 'examplesFor')} where={where} />
      )}
      <h3>{say(language, 'forEveryone')}</h3>
      <ExampleList
        list={offered.filter(isCommon)}
        label={say(language, 'forEveryone')}
        where={where}
      />
    </section>
  );
}

function ExamplesIcon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.6">
      <path d="M5 4.5h14M5 9.5h14M5 14.5h8M5 19.5h8" strokeLinecap="round" />
      <path d="m16.5 14 4.5 3-4.5 3z" fill="currentColor" strokeLinejoin="round" />
    </svg>
  );
}

/** The panel as GraphiQL takes it. */
export const examplesPlugin = {
  title: 'Contoh · Examples',
  icon: ExamplesIcon,
  content: ExamplesPanel,
};
