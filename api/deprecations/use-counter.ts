import { withClaims } from '../../prisma/claims.js';
import type { Sql } from '../../prisma/sql.js';
import type { Principal } from '../auth/principal.js';
import { jakartaDate } from '../values/calendar-date.js';
import { COUNTER } from './counter-claims.js';

/** Counts in memory what partners use of the schema that is deprecated: by element and day, nothing of what was asked. */
export interface UseCounter {
  /** One operation of a caller that used these elements. Officers and people at desks are not counted. */
  note(caller: Pick<Principal, 'partner' | 'purpose'>, elements: readonly string[]): void;
  /**
   * Adds what was counted to the database, in one statement; none where there is nothing.
   *
   * @throws whatever goes wrong with the database; what was counted is kept for the next time.
   */
  flush(): Promise<void>;
}

/** What a counter is made from. */
export interface UseCounterParts {
  readonly sql: Sql;
  readonly now: () => Date;
  readonly newId: () => string;
}

// In the order of the key, so that two processes never wait for each other. A client of another issuer may name a partner
// that is not registered here: then nobody is there to be asked about it.
const FLUSH_STATEMENT = `
INSERT INTO deprecated_use AS u (id, partner_id, purpose, day, element, uses)
SELECT r.id, p.id, r.purpose::"AccessPurpose", r.day, r.element, r.uses
FROM json_to_recordset($1::json) AS r(id uuid, partner uuid, purpose text, day date, element text, uses int4)
JOIN partner p ON p.id = r.partner
ORDER BY p.id, r.purpose::"AccessPurpose", r.day, r.element
ON CONFLICT (partner_id, purpose, day, element) DO UPDATE SET uses = u.uses + excluded.uses`;

/** A counter of this process. What it has not flushed when the process is killed is lost. */
export function createUseCounter({ sql, now, newId }: UseCounterParts): UseCounter {
  let counts = new Map<string, number>();
  const add = (key: string, uses: number) => counts.set(key, (counts.get(key) ?? 0) + uses);
  return {
    note({ partner, purpose }, elements) {
      if (partner === null || elements.length === 0) return;
      const day = jakartaDate(now());
      for (const element of elements) add(JSON.stringify([partner.id, purpose, day, element]), 1);
    },
    async flush() {
      if (counts.size === 0) return;
      const taken = counts;
      counts = new Map();
      const rows = Array.from(taken, ([key, uses]) => {
        const [partner, purpose, day, element] = JSON.parse(key) as string[];
        return { id: newId(), partner, purpose, day, element, uses };
      });
      try {
        await withClaims(COUNTER, () =>
          sql.query(FLUSH_STATEMENT, [JSON.stringify(rows)], 'count-deprecated-uses'),
        );
      } catch (error) {
        for (const [key, uses] of taken) add(key, uses);
        throw error;
      }
    },
  };
}
