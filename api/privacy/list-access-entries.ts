import type { AccessOutcome, AccessPurpose } from '../../prisma/generated/enums.js';
import { callerRange } from '../access/allows.js';
import { accessValues } from '../access/record-access.js';
import type { Tier } from '../auth/principal.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { isUuid } from '../values/is-uuid.js';
import { territoryRange, type RegionCode } from '../values/region-code.js';

/** Which entries of the trail. */
export interface AccessEntryFilter {
  /** From this instant on, and before the other; at most 92 days. */
  readonly from: Date;
  readonly until: Date;
  /** Token subject. */
  readonly actor?: string | null | undefined;
  /** An area: offices of it and below. */
  readonly office?: RegionCode | null | undefined;
  readonly partnerId?: string | null | undefined;
  readonly purpose?: AccessPurpose | null | undefined;
  readonly outcome?: AccessOutcome | null | undefined;
  /** The operation's field. */
  readonly action?: string | null | undefined;
}

/** A page of the trail. */
export interface AccessEntriesPage {
  readonly filter: AccessEntryFilter;
  readonly limit: number;
  readonly shown: number;
  /** Id of the last entry of the page before; null = the first page. */
  readonly after: string | null;
}

/** An entry of the trail, as those who watch over it see it. */
export interface AccessEntry {
  readonly id: string;
  readonly at: string;
  readonly requestId: string;
  readonly action: string;
  readonly outcome: AccessOutcome;
  readonly actor: string;
  readonly tier: Tier;
  readonly office: string | null;
  readonly partnerId: string | null;
  readonly purpose: AccessPurpose;
  readonly legalBasis: string;
  readonly fields: readonly string[];
  /** How many people, wherever they live. */
  readonly people: number;
  /** Those of the caller's territory; empty for an auditor, who is told how many and not who. */
  readonly personIds: readonly string[];
}

const LONGEST_MS = 92 * 24 * 60 * 60_000;

const ENTRIES_STATEMENT = `
WITH page AS MATERIALIZED (
  SELECT * FROM territory_entries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) WITH ORDINALITY
    AS e(id, at, "requestId", action, outcome, actor, tier, office, "partnerId", purpose, "legalBasis", fields, people,
      "personIds", place)
), shown AS (
  SELECT ARRAY(SELECT DISTINCT p FROM page CROSS JOIN LATERAL unnest("personIds") AS p WHERE place <= $16::int4) AS ids
), looked AS (
  INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
    fields, people, person_ids)
  SELECT $17::uuid, $18::timestamptz, $19, $20, $21::"AccessOutcome", $22, $23, $24, $25::uuid, $26::"AccessPurpose", $27,
    $28::text[], cardinality(ids), ids
  FROM shown
)
SELECT id, at, "requestId", action, outcome, actor, tier, office, "partnerId", purpose, "legalBasis", fields, people,
  "personIds"::text[] AS "personIds"
FROM page ORDER BY place`;

/**
 * The trail of looks in a window of time, latest first: entries of offices in the caller's territory, and of any office or
 * partner about people who live in it. This look is an entry too.
 *
 * @throws Fault BAD_USER_INPUT for a window that is empty or longer than 92 days.
 */
export async function listAccessEntries(
  context: Context,
  { filter, limit, shown, after }: AccessEntriesPage,
): Promise<AccessEntry[]> {
  const { app, principal } = context;
  const { from, until, office, partnerId } = filter;
  const length = until.getTime() - from.getTime();
  if (length <= 0 || length > LONGEST_MS) {
    throw badInput('until must lie after from, by at most 92 days.');
  }
  const range = callerRange(principal);
  const isOdd = [partnerId, after].some((id) => typeof id === 'string' && !isUuid(id));
  if (range === null || isOdd) return [];
  const area = office === null || office === undefined ? null : territoryRange(office);
  return app.database.sql.query<AccessEntry>(
    ENTRIES_STATEMENT,
    [
      ...[range.low, range.high, principal.tier === 'NATIONAL'],
      ...[principal.roles.includes('data_protection_officer'), from.toISOString()],
      until.toISOString(),
      ...[filter.actor ?? null, area?.low ?? null, area?.high ?? null, partnerId ?? null],
      ...[filter.purpose ?? null, filter.outcome ?? null, filter.action ?? null, after],
      ...[limit, shown],
      ...accessValues(context, { action: 'accessEntries', fields: ['access_log'] }),
    ],
    'access-entries',
  );
}
