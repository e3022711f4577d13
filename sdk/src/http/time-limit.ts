import { TimeoutError } from '../errors.js';
import { abortable } from './abortable.js';

/**
 * Runs `work` with a signal that aborts after `ms` or with the caller's signal, and does not wait for work that ignores
 * it. Both are linked by hand, not by `AbortSignal.any`: a caller's signal may live as long as its process, and nothing
 * of a finished attempt may stay attached to it.
 *
 * @throws {TimeoutError} when the time is up; the caller's own reason when the caller aborts.
 */
export async function withTimeLimit<T>(
  ms: number,
  signal: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const controller = new AbortController();
  const timeout = new TimeoutError(`No answer within ${ms} ms.`);
  const timer = setTimeout(() => controller.abort(timeout), ms);
  const onAbort = (): void => controller.abort(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    return await abortable(work(controller.signal), controller.signal);
  } catch (error) {
    throw controller.signal.aborted ? controller.signal.reason : error;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}
