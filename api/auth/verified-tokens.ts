import type { Principal } from './principal.js';

const LONGEST_S = 60;

/** What was found in a token. */
export interface VerifiedToken {
  readonly principal: Principal;
  /** Thumbprint of the key that it is bound to (`cnf.jkt`); null = a bearer's. */
  readonly jkt: string | null;
  /** The key that a client of our own register got it with; null = of another issuer. */
  readonly clientKey: string | null;
}

/** Tokens that were verified a moment ago, so that a busy client costs one signature check a minute. */
export interface VerifiedTokens {
  find(token: string, nowS: number): VerifiedToken | null;
  keep(token: string, verified: VerifiedToken, nowS: number): void;
}

/** A bounded memory of verified tokens; an entry dies with its token, and after a minute at the latest. */
export function createVerifiedTokens(limit = 5_000): VerifiedTokens {
  const entries = new Map<string, { verified: VerifiedToken; until: number }>();
  return {
    find(token, nowS) {
      const entry = entries.get(token);
      if (entry === undefined) return null;
      if (nowS < entry.until) return entry.verified;
      entries.delete(token);
      return null;
    },
    keep(token, verified, nowS) {
      if (entries.size >= limit) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      const until = Math.min(verified.principal.expiresAt, nowS + LONGEST_S);
      entries.set(token, { verified, until });
    },
  };
}
