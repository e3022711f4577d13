import type { Execute } from '../execute.js';
import type { Language } from '../generated/types.js';
import { abortable } from '../http/abortable.js';
import type { CheckResult, PersonCheck } from '../models.js';
import { checkPeople, PEOPLE_PER_REQUEST } from './check-people.js';
import type { Answer, CheckTerms } from './check-people.js';
import { readChunks } from './read-chunks.js';
import type { Rows } from './read-chunks.js';
import { refuseCheck } from './refuse-check.js';

/** How a list is sent. */
export interface CheckManyLimits {
  /** People of one request, 1 to 1,000. */
  readonly chunkSize: number;
  /** Requests under way at once, 1 to 16. */
  readonly concurrency: number;
}

/** What `checkMany` needs besides the rows. */
export interface CheckManyRequest extends CheckManyLimits {
  readonly execute: Execute;
  readonly terms: CheckTerms;
  readonly language: Language;
  readonly signal: AbortSignal | undefined;
}

/** The limits as given or their defaults. @throws {TypeError} when one is out of range. */
export function resolveLimits(limits: {
  chunkSize?: number | undefined;
  concurrency?: number | undefined;
}): CheckManyLimits {
  const { chunkSize = PEOPLE_PER_REQUEST, concurrency = 2 } = limits;
  if (!Number.isInteger(chunkSize) || chunkSize < 1 || chunkSize > PEOPLE_PER_REQUEST) {
    throw new TypeError('chunkSize must be a whole number from 1 to 1000.');
  }
  if (!Number.isInteger(concurrency) || concurrency < 1 || concurrency > 16) {
    throw new TypeError('concurrency must be a whole number from 1 to 16.');
  }
  return { chunkSize, concurrency };
}

/**
 * Checks a list of any length in requests of up to `chunkSize`, and gives the answers in the order of the rows.
 *
 * Rows are read only as fast as answers are taken: at most `concurrency` requests are under way or waiting to be taken.
 * A row that is malformed, or refused, has its refusal as its answer; a fault ends the list, after the answers before
 * it. Leaving the loop aborts what is under way and closes the source.
 */
export async function* checkMany(
  rows: Rows<PersonCheck>,
  request: CheckManyRequest,
): AsyncGenerator<CheckResult, void, undefined> {
  const { signal, chunkSize, concurrency } = request;
  signal?.throwIfAborted();
  const controller = new AbortController();
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });

  const reader = readChunks(rows, controller.signal);
  const underWay: Promise<readonly CheckResult[]>[] = [];
  let reading: Promise<'read'> | null = null;
  let ended = false as boolean;
  let read = 0;

  const push = (results: Promise<readonly CheckResult[]>): void => {
    results.catch(() => undefined);
    underWay.push(results);
  };

  const readOn = async (): Promise<'read'> => {
    try {
      const chunk = await reader.read(chunkSize);
      if (chunk.length < chunkSize) ended = true;
      if (chunk.length > 0) push(checkChunk(chunk, read, request, controller.signal));
      read += chunk.length;
    } catch (error) {
      // The source failed: that is reported in its place, after the answers of the rows before.
      ended = true;
      push(Promise.reject(error));
    }
    reading = null;
    return 'read';
  };

  try {
    for (;;) {
      if (!ended && reading === null && underWay.length < concurrency) reading = readOn();
      const [head] = underWay;
      if (head === undefined && reading === null) return;
      const waits = [head, reading].filter((wait) => wait !== undefined && wait !== null);
      const news = await abortable(Promise.race(waits), controller.signal);
      if (news === 'read') continue;
      void underWay.shift();
      yield* news;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    controller.abort();
    reader.close();
  }
}

async function checkChunk(
  rows: readonly PersonCheck[],
  start: number,
  { execute, terms, language }: CheckManyRequest,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const refusals = rows.map((row) => refuseCheck(Object(row) as PersonCheck));
  const people = rows.filter((_row, index) => refusals[index] === null);
  const answers =
    people.length === 0 ? [] : await checkPeople(execute, { terms, people, language }, signal);
  let answered = 0;
  return rows.map((row, offset) => {
    const refused = refusals[offset] ?? null;
    const answer = refused === null ? answers[answered++] : { refused };
    return resultOf(row, start + offset, answer);
  });
}

function resultOf(row: PersonCheck, index: number, answer: Answer | undefined): CheckResult {
  const given = (Object(row) as PersonCheck).reference ?? null;
  const reference = given === null ? null : String(given);
  if (answer === undefined) throw new RangeError('A row has no answer.');
  return 'decision' in answer
    ? { index, reference, decision: answer.decision }
    : { index, reference, refused: answer.refused };
}
