import type { Sql } from '../../prisma/sql.js';
import { Fault } from '../errors.js';
import { readHeads } from './read-heads.js';
import type { SignedTreeHead } from './verifier/tree-head.js';

/** The latest tree head, held for a short while. */
export interface TreeHeads {
  /** Null = none was signed yet. */
  latest(): Promise<SignedTreeHead | null>;
  /**
   * Lets restricted data be read only while the trail is witnessed.
   *
   * @throws Fault SERVICE_UNAVAILABLE when no head was published for longer than is allowed.
   */
  demandRecent(): Promise<void>;
}

const LIFETIME_MS = 10_000;
const RETRY_MS = 60_000;

/** Tree heads over a database. `longestMs` is how long restricted data is shown without a new head; null = for ever. */
export function createTreeHeads(sql: Sql, now: () => Date, longestMs: number | null): TreeHeads {
  const startedAt = now().getTime();
  let held: { readonly at: number; readonly head: Promise<SignedTreeHead | null> } | null = null;
  const latest = (): Promise<SignedTreeHead | null> => {
    const at = now().getTime();
    if (held === null || Math.abs(at - held.at) > LIFETIME_MS) {
      const head = readHeads(sql, 'ORDER BY tree_head.at DESC LIMIT 1').then(
        ([one]) => one ?? null,
      );
      held = { at, head };
      head.catch(() => (held = null));
    }
    return held.head;
  };
  return Object.freeze({
    latest,
    async demandRecent() {
      if (longestMs === null) return;
      const head = await latest();
      const since = head === null ? startedAt : Date.parse(head.at);
      if (now().getTime() - since > longestMs) {
        throw new Fault(
          'SERVICE_UNAVAILABLE',
          'The trail of looks cannot be witnessed just now, so restricted data is not shown.',
          RETRY_MS,
        );
      }
    },
  });
}
