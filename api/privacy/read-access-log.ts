import type { AccessOutcome, AccessPurpose } from '../../prisma/generated/enums.js';
import { accessValues } from '../access/record-access.js';
import type { Tier } from '../auth/principal.js';
import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import { deskAccess, deskParams, type DeskPerson } from './desk-person.js';
import { VISIBILITY_RULES, type WithheldReason } from './visibility-rules.js';

/** A page of the looks at one person. */
export interface AccessLogPage {
  /** How many to find. */
  readonly limit: number;
  /** Id of the last entry of the page before; null = the first page. */
  readonly after: string | null;
}

/** A look at the person, as the trail holds it. */
export interface LoggedLook {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly outcome: AccessOutcome;
  readonly tier: Tier;
  readonly territory: string | null;
  /** Name of the region of the office, or of the partner; null for the ministry. */
  readonly place: string | null;
  readonly purpose: AccessPurpose;
  readonly legalBasis: string;
  readonly fields: readonly string[];
  /** Whether the person is the first one whom the entry names. */
  readonly isFirst: boolean;
  /** Until when it was kept back; null = it never was. */
  readonly delayedUntil: string | null;
}

/** Looks that are not told, of one reason. */
export interface WithheldLooks {
  readonly reason: WithheldReason;
  readonly count: number;
}

/** What a person is told of who looked. */
export interface AccessLog {
  readonly looks: readonly LoggedLook[];
  readonly withheld: readonly WithheldLooks[];
}

// One statement: who may ask, every look at the person, what the rules make of each, the page, and the entry of this look itself.
const ACCESS_LOG_STATEMENT = `
WITH log AS MATERIALIZED (
  SELECT * FROM access_log($1, $2, $3, $4, $5, $6, $7, $8, $9)
), looked AS (
  INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
    fields, people, person_ids)
  SELECT $10::uuid, $11::timestamptz, $12, $13, CASE WHEN subject IS NULL THEN 'DENIED' ELSE $14::"AccessOutcome" END, $15, $16,
    $17, $18::uuid, $19::"AccessPurpose", $20, $21::text[], cardinality(named), named
  FROM log
)
SELECT withheld, looks FROM log WHERE subject IS NOT NULL`;

/**
 * Who looked at a person's data, latest first, as far as nobody is endangered by it (UU 27/2022 art. 32, 33). This look is
 * itself written down, in the same statement, also where it is refused.
 *
 * @returns null alike for nobody, for a person outside the desk's territory, and for a child that is not the asker's to ask for.
 */
export async function readAccessLog(
  context: Context,
  person: DeskPerson,
  { limit, after }: AccessLogPage,
): Promise<AccessLog | null> {
  const desk = deskParams(context, person);
  if (desk === null || (after !== null && !isUuid(after))) return null;
  const [row] = await context.app.database.sql.query<AccessLog>(
    ACCESS_LOG_STATEMENT,
    [
      ...desk,
      JSON.stringify(VISIBILITY_RULES.map((rule, place) => ({ ...rule, place }))),
      context.app.now().toISOString(),
      ...[after, limit],
      ...accessValues(context, deskAccess('accessLog', ['access_log'], person)),
    ],
    'access-log',
  );
  if (row === undefined) return null;
  return { looks: row.looks, withheld: row.withheld };
}
