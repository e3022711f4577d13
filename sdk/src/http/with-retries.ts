import {
  DinsosError,
  NetworkError,
  RateLimitedError,
  ServiceUnavailableError,
  TimeoutError,
} from '../errors.js';
import type { Runtime } from '../runtime.js';

const FIRST_BACKOFF_MS = 250;
const LONGEST_BACKOFF_MS = 8_000;
const LONGEST_WAIT_MS = 60_000;
const PASSING = [NetworkError, RateLimitedError, ServiceUnavailableError, TimeoutError] as const;

/**
 * Runs `work` again while it fails of something that passes (no connection, no answer in time, too many requests,
 * unavailable), at most `maxRetries` times. The wait is what `Retry-After` asks, else a random part of an interval that
 * doubles (full jitter, 250 ms to 8 s). A registry that asks for more than a minute is not waited for.
 */
export async function withRetries<T>(
  options: { maxRetries: number; runtime: Runtime; signal: AbortSignal | undefined },
  work: (attempt: number) => Promise<T>,
): Promise<T> {
  const { maxRetries, runtime, signal } = options;
  for (let attempt = 1; ; attempt += 1) {
    signal?.throwIfAborted();
    try {
      return await work(attempt);
    } catch (error) {
      const wait = attempt > maxRetries ? null : waitBeforeRetry(error, attempt, runtime);
      if (wait === null) throw error;
      await runtime.sleep(wait, signal);
    }
  }
}

/** How long to wait before the same is tried again, in milliseconds; null for what does not pass. */
export function waitBeforeRetry(error: unknown, attempt: number, runtime: Runtime): number | null {
  if (!(error instanceof DinsosError) || !PASSING.some((kind) => error instanceof kind))
    return null;
  if (error.retryAfterMs !== null) {
    return error.retryAfterMs <= LONGEST_WAIT_MS ? error.retryAfterMs : null;
  }
  return runtime.random() * Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** (attempt - 1));
}
