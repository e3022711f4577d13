import { createHash } from 'node:crypto';
import { Fault } from '../errors.js';

/** One-time ids of proofs that were seen while they could be accepted again. */
export interface ProofMemory {
  /** Notes an id. True = it was not seen before. @throws Fault SERVICE_UNAVAILABLE when there is no more room. */
  note(id: string): boolean;
}

/** A proof is accepted for 65 seconds in all. */
const WINDOW_MS = 66_000;
const MOST = 300_000;

/**
 * A memory of this process alone, as RFC 9449 (11.1) allows: two generations of digests, of which the older is dropped once
 * none of it could be accepted. It is never emptied early, since what is forgotten can be played again: full is refused.
 */
export function createProofMemory(now: () => Date, most = MOST): ProofMemory {
  let current = new Set<string>();
  let before = new Set<string>();
  let since = now().getTime();
  return {
    note(id) {
      const at = now().getTime();
      if (at - since >= WINDOW_MS) {
        before = at - since >= 2 * WINDOW_MS ? new Set() : current;
        current = new Set();
        since = at;
      }
      const digest = createHash('sha256').update(id).digest('base64url').slice(0, 22);
      if (current.has(digest) || before.has(digest)) return false;
      if (current.size >= most) {
        throw new Fault('SERVICE_UNAVAILABLE', 'Too many requests just now.', 5_000);
      }
      current.add(digest);
      return true;
    },
  };
}
