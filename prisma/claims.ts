import { AsyncLocalStorage } from 'node:async_hooks';

/** Who asks, as row-level security reads it: what the access token says, taken as it stands. Empty = it says nothing. */
export interface Claims {
  readonly tier: string;
  /** A region code; the database itself makes the range of villages of it, or none. */
  readonly territory: string;
  readonly purpose: string;
  readonly subject: string;
  /** Id of the partner that the caller belongs to. */
  readonly partner: string;
  /** Names of roles, parted by commas. */
  readonly roles: string;
}

/** Claims as a session holds them. */
export interface HeldClaims {
  readonly values: readonly string[];
  /** Equal where the claims are. */
  readonly key: string;
}

const NAMES = ['tier', 'territory', 'purpose', 'subject', 'partner', 'roles'] as const;

/** Tells a session who asks; parameters are the values of {@link HeldClaims}. */
export const CLAIMS_STATEMENT = `SELECT ${NAMES.map(
  (name, index) => `set_config('app.${name}', $${index + 1}, false)`,
).join(', ')}`;

/** What a session says of itself before it was told anything: nobody asks, and no row is seen. */
export const NOBODY: HeldClaims = held({});

const storage = new AsyncLocalStorage<HeldClaims>();

/**
 * Runs `work`, and all that it awaits, as this caller; null = as nobody, who sees no row about people. What `work` returns is
 * awaited inside: a query of Prisma is not sent before somebody waits for it.
 */
export function withClaims<T>(claims: Claims | null, work: () => T | PromiseLike<T>): Promise<T> {
  return storage.run(claims === null ? NOBODY : held(claims), async () => await work());
}

/** Runs `work` as a caller that was held before. */
export function withHeldClaims<T>(claims: HeldClaims, work: () => T): T {
  return storage.run(claims, work);
}

/** As whom the present call runs. */
export function currentClaims(): HeldClaims {
  return storage.getStore() ?? NOBODY;
}

function held(claims: Partial<Claims>): HeldClaims {
  const values = NAMES.map((name) => claims[name] ?? '');
  return { values, key: JSON.stringify(values) };
}
