import { DinsosError, NetworkError } from '../errors.js';
import type { Language } from '../generated/types.js';
import { notReached } from '../http/send.js';
import { withTimeLimit } from '../http/time-limit.js';
import { waitBeforeRetry } from '../http/with-retries.js';
import type { Runtime } from '../runtime.js';
import type { JobResult } from './job-models.js';
import type { JobTransfer } from './job-transfer.js';
import { readResultLine } from './result-line.js';

/** What reading results needs. */
export interface ResultsRequest {
  readonly transfer: JobTransfer;
  readonly runtime: Runtime;
  readonly maxRetries: number;
  readonly timeoutMs: number;
  readonly url: string;
  readonly language: Language;
  readonly receipts: boolean;
  /** First row to be read, from 1. */
  readonly from: number;
  /** The job's last row. */
  readonly last: number;
  readonly signal: AbortSignal;
}

/**
 * The results of a job in order, from a row to its last. They are read as fast as they are taken; after a cut connection the
 * rest is asked for, row by row none twice and none left out.
 */
export async function* readResults(
  request: ResultsRequest,
): AsyncGenerator<JobResult, void, undefined> {
  const { transfer, runtime, maxRetries, signal, url, receipts, language, last } = request;
  let row = request.from;
  for (let failures = 0; row <= last;) {
    const first = row;
    let cut: unknown = new NetworkError('The results broke off.');
    try {
      const opened = await transfer.results(url, { row, receipts }, failures + 1, signal);
      try {
        for await (const line of linesOf(opened.stream, request.timeoutMs, signal)) {
          const result = readResultLine(line, row, language);
          if (result === null) break;
          row += 1;
          yield result;
          if (row > last) return;
        }
      } finally {
        opened.release();
      }
    } catch (error) {
      if (!(error instanceof DinsosError)) throw error;
      cut = error;
    }
    if (row > first) failures = 0;
    failures += 1;
    const wait = failures > maxRetries ? null : waitBeforeRetry(cut, failures, runtime);
    if (wait === null) throw cut;
    await runtime.sleep(wait, signal);
  }
}

/** The lines of a stream of UTF-8, with what stands after the last line end, too. Waits `timeoutMs` for each piece. */
async function* linesOf(
  stream: ReadableStream<Uint8Array>,
  timeoutMs: number,
  signal: AbortSignal,
): AsyncGenerator<string, void, undefined> {
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  const read = async () => {
    try {
      return await reader.read();
    } catch (error) {
      throw notReached(error);
    }
  };
  let rest = '';
  try {
    for (;;) {
      const { done, value } = await withTimeLimit(timeoutMs, signal, read);
      const lines = (
        rest + (done ? decoder.decode() : decoder.decode(value, { stream: true }))
      ).split('\n');
      rest = done ? '' : (lines.pop() ?? '');
      yield* lines.filter((line) => line !== '');
      if (done) return;
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
