import { DinsosError } from '@dinsos/sdk';
import { useCallback, useEffect, useState } from 'react';
import type { Word } from './words.js';

/** An answer that is on its way, came, or did not. */
export type Answer<Value> =
  | {
      readonly is: 'loading';
      /** The answer to the question before, if one came. */
      readonly former: Value | undefined;
    }
  | { readonly is: 'there'; readonly value: Value }
  | { readonly is: 'failed'; readonly why: Word };

type Ask<Value> = (signal: AbortSignal) => Promise<Value>;

/** Asks whenever `ask` is another function or `again` is called, and gives up on what was asked before. */
export function useAnswer<Value>(ask: Ask<Value>): {
  readonly answer: Answer<Value>;
  readonly again: () => void;
} {
  const [attempt, setAttempt] = useState(0);
  const [held, setHeld] = useState<{ ask: Ask<Value>; attempt: number; answer: Answer<Value> }>();
  useEffect(() => {
    const controller = new AbortController();
    const hold = (answer: Answer<Value>): void => {
      if (!controller.signal.aborted) setHeld({ ask, attempt, answer });
    };
    ask(controller.signal).then(
      (value) => {
        hold({ is: 'there', value });
      },
      (error: unknown) => {
        hold({ is: 'failed', why: reasonOf(error) });
      },
    );
    return () => {
      controller.abort();
    };
  }, [ask, attempt]);
  const again = useCallback(() => {
    setAttempt((before) => before + 1);
  }, []);
  if (held?.ask === ask && held.attempt === attempt) return { answer: held.answer, again };
  const former = held?.answer.is === 'there' ? held.answer.value : undefined;
  return { answer: { is: 'loading', former }, again };
}

function reasonOf(error: unknown): Word {
  if (!(error instanceof DinsosError)) return 'failed';
  if (error.code === 'FORBIDDEN' || error.code === 'UNAUTHENTICATED') return 'forbidden';
  if (error.code === 'RATE_LIMITED') return 'tooMuch';
  return error.code === 'BAD_USER_INPUT' || error.code === 'NOT_FOUND' ? 'refused' : 'failed';
}
