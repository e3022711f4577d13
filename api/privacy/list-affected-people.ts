import type { AccessOutcome } from '../../prisma/generated/enums.js';
import { callerRange } from '../access/allows.js';
import { accessValues, type AccessContext } from '../access/record-access.js';
import { isUuid } from '../values/is-uuid.js';
import {
  affectedPerson,
  incidentParams,
  type AffectedPerson,
  type AffectedRow,
  type Incident,
} from './incident.js';
import { BREACH_LAW } from './report-breach.js';

/** A page of those whom an incident concerns. */
export interface AffectedPeoplePage {
  readonly incident: Incident;
  /** ALLOWED: whose data was given. DENIED: about whom it was only tried. */
  readonly outcome: AccessOutcome;
  readonly limit: number;
  readonly shown: number;
  /** Id of the last person of the page before; null = the first page. */
  readonly after: string | null;
}

const PAGE_STATEMENT = `
WITH affected AS MATERIALIZED (
  SELECT * FROM incident_people($1, $2, $3, $4, $5, $6, $7, $8, $9)
), shown AS (
  SELECT ARRAY(SELECT id FROM affected ORDER BY id LIMIT $10::int4) AS ids
), looked AS (
  INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
    fields, people, person_ids)
  SELECT $11::uuid, $12::timestamptz, $13, $14, $15::"AccessOutcome", $16, $17, $18, $19::uuid, $20::"AccessPurpose", $21,
    $22::text[], cardinality(ids), ids
  FROM shown
)
SELECT * FROM affected ORDER BY id`;

/**
 * Exactly those people of the caller's territory whom an incident concerns, with what of them was shown; the look is written
 * down in the same statement.
 */
export async function listAffectedPeople(
  context: AccessContext,
  { incident, outcome, limit, shown, after }: AffectedPeoplePage,
): Promise<AffectedPerson[]> {
  const { app, principal } = context;
  const range = callerRange(principal);
  if (range === null || (after !== null && !isUuid(after))) return [];
  const access = { action: 'breachReport', fields: ['access_log'], legalBasis: BREACH_LAW };
  const rows = await app.database.sql.query<AffectedRow>(
    PAGE_STATEMENT,
    [
      ...[...incidentParams(incident, range), outcome, after, limit, shown],
      ...accessValues(context, access),
    ],
    'breach-people',
  );
  return rows.map(affectedPerson);
}
