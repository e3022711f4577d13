import type { Sql } from '../../prisma/sql.js';
import type { Budget } from './budget.js';

/** What the ledger of a day says after a lease. */
export interface Lease {
  readonly id: string;
  /** People handed out to all processes so far. */
  readonly taken: number;
  readonly granted: number;
  readonly epoch: number;
  /** People a day, on average of the two weeks before. */
  readonly usual: number;
}

/** What a process asks of the ledger, and what it gives back. */
export interface LeaseRequest {
  readonly id: string;
  readonly need: number;
  readonly chunk: number;
  readonly unused: number;
  /** Of which what is unused came. */
  readonly epoch: number;
}

/** The shared count of people of a day. */
export interface PeopleLedger {
  /**
   * Takes a lease and gives back what is left of the one before: as many as needed, or a chunk where there is plenty, so that
   * leases shrink towards the end of a budget. Grants less than needed when there is less.
   */
  lease(budget: Budget, perDay: number, request: LeaseRequest): Promise<Lease>;
  /** Those of `subjects` (hex) who are counted already, by whatever process. */
  countedAmong(ledgerId: string, subjects: readonly string[]): Promise<string[]>;
  /**
   * Counts anew what was really spent, where no lease was taken for two minutes, so that all of them are void: what a process
   * took and never spent (it idled, or was killed) comes back. False = it changed nothing.
   */
  recount(ledgerId: string): Promise<boolean>;
}

// A chunk while sixteen of its like are left, then less; never more than is left. `free` is an expression over the row.
const grantOf = (free: string): string =>
  `greatest(0, least(${free}, greatest($5::int4, least($6::int4, (${free}) / 16))))`;
const AFTER_RETURN = `(l.taken - CASE WHEN l.epoch = $8::int4 THEN $7::int4 ELSE 0 END)`;
const GRANT_AGAIN = grantOf(`($4::int4 - ${AFTER_RETURN})`);

const LEASE_STATEMENT = `
WITH past AS (
  DELETE FROM counted_person WHERE ctid = ANY(ARRAY(
    SELECT c.ctid FROM people_ledger o JOIN counted_person c ON c.ledger_id = o.id
    WHERE o.budget = $2::varchar AND o.day < $3::date - 1 LIMIT 200))
), forgotten AS (
  DELETE FROM people_ledger o WHERE o.budget = $2::varchar AND o.day < $3::date - 60
    AND NOT EXISTS (SELECT FROM counted_person c WHERE c.ledger_id = o.id)
)
INSERT INTO people_ledger AS l (id, budget, day, taken, granted, epoch, taken_at)
SELECT $1::uuid, $2::varchar, $3::date, g, g, 0, $9::timestamptz FROM (SELECT ${grantOf('$4::int4')} AS g) AS first
ON CONFLICT (budget, day) DO UPDATE SET
  taken = ${AFTER_RETURN} + ${GRANT_AGAIN},
  granted = ${GRANT_AGAIN},
  taken_at = CASE WHEN ${GRANT_AGAIN} > 0 THEN greatest(l.taken_at, excluded.taken_at) ELSE l.taken_at END
RETURNING id, taken, granted, epoch, (SELECT coalesce(avg(u.taken), 0)::int4 FROM people_ledger u
  WHERE u.budget = $2::varchar AND u.day < $3::date AND u.day >= $3::date - 14) AS usual`;

const COUNTED_STATEMENT = `
SELECT encode(subject, 'hex') AS subject FROM counted_person
WHERE ledger_id = $1::uuid AND subject = ANY(ARRAY(SELECT decode(s, 'hex') FROM unnest($2::text[]) AS s))`;

const COUNT = '(SELECT count(*)::int4 FROM counted_person WHERE ledger_id = $1::uuid)';
const RECOUNT_STATEMENT = `
UPDATE people_ledger SET taken = ${COUNT}, epoch = epoch + 1, taken_at = $2::timestamptz
WHERE id = $1::uuid AND taken_at < $2::timestamptz - interval '2 minutes' AND taken > ${COUNT}
RETURNING id`;

/** The ledger in the database: one row a budget and day, one row a person whom a partner was answered about. */
export function createPeopleLedger(sql: Sql, now: () => Date): PeopleLedger {
  return {
    async lease({ key, day }, perDay, { id, need, chunk, unused, epoch }) {
      const params = [id, key, day, perDay, need, chunk, unused, epoch, now().toISOString()];
      const [lease] = await sql.query<Lease>(LEASE_STATEMENT, params, 'lease-people');
      return lease!;
    },
    async countedAmong(ledgerId, subjects) {
      const rows = await sql.query<{ subject: string }>(
        COUNTED_STATEMENT,
        [ledgerId, subjects],
        'counted-people',
      );
      return rows.map(({ subject }) => subject);
    },
    async recount(ledgerId) {
      const params = [ledgerId, now().toISOString()];
      return (await sql.query(RECOUNT_STATEMENT, params, 'recount-people')).length > 0;
    },
  };
}
