import type { Principal } from './principal.js';

const LONGEST_S = 60;

/** Tokens that were verified a moment ago, so that a busy client costs one signature check a minute. */
export interface VerifiedTokens {
  find(token: string, nowS: number): Principal | null;
  keep(token: string, principal: Principal, nowS: number): void;
}

/** A bounded memory of verified tokens; an entry dies with its token, and after a minute at the latest. */
export function createVerifiedTokens(limit = 5_000): VerifiedTokens {
  const entries = new Map<string, { principal: Principal; until: number }>();
  return {
    find(token, nowS) {
      const entry = entries.get(token);
      if (entry === undefined) return null;
      if (nowS < entry.until) return entry.principal;
      entries.delete(token);
      return null;
    },
    keep(token, principal, nowS) {
      if (entries.size >= limit) {
        const [oldest] = entries.keys();
        if (oldest !== undefined) entries.delete(oldest);
      }
      entries.set(token, { principal, until: Math.min(principal.expiresAt, nowS + LONGEST_S) });
    },
  };
}
