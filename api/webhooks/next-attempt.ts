/** For how long a delivery is tried. */
export const DELIVERY_LIFE_MS = 3 * 86_400_000;

const FIRST_MS = 10_000;
const FACTOR = 4;
const LONGEST_MS = 12 * 3_600_000;
const LONGEST_ASKED_MS = 86_400_000;
const JITTER = 0.2;

/** An attempt that failed. */
export interface FailedAttempt {
  /** How many there were, this one counted. */
  readonly attempts: number;
  readonly at: Date;
  readonly expiresAt: Date;
  /** What `Retry-After` asked for; null = nothing. */
  readonly retryAfterMs: number | null;
}

/**
 * When to try again; null = never, it is a dead letter. Ten seconds, then four times as long each time up to twelve hours, give or
 * take a fifth, and not before the receiver asked for it (a day at most). The last attempt is made when the three days end.
 *
 * @param random from 0 up to 1.
 */
export function nextAttempt(
  { attempts, at, expiresAt, retryAfterMs }: FailedAttempt,
  random: number,
): Date | null {
  if (at >= expiresAt) return null;
  const usual = Math.min(FIRST_MS * FACTOR ** (attempts - 1), LONGEST_MS);
  const jittered = usual * (1 - JITTER + 2 * JITTER * random);
  const wait = Math.max(jittered, Math.min(retryAfterMs ?? 0, LONGEST_ASKED_MS));
  return new Date(Math.min(at.getTime() + wait, expiresAt.getTime()));
}
