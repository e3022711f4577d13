import { accessValues } from '../access/record-access.js';
import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import { deskAccess, deskParams, type DeskPerson } from './desk-person.js';
import { openCorrection, type Correction, type StoredCorrection } from './open-correction.js';

/** A page of one person's wishes. */
export interface OwnCorrectionsPage {
  readonly limit: number;
  /** Id of the last one of the page before; null = the first page. */
  readonly after: string | null;
}

const OWN_STATEMENT = `
WITH own AS MATERIALIZED (
  SELECT * FROM desk_corrections($1, $2, $3, $4, $5, $6, $7)
), looked AS (
  INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
    fields, people, person_ids)
  SELECT $8::uuid, $9::timestamptz, $10, $11, CASE WHEN subject IS NULL THEN 'DENIED' ELSE $12::"AccessOutcome" END, $13, $14,
    $15, $16::uuid, $17::"AccessPurpose", $18, $19::text[], cardinality(named), named
  FROM own
)
SELECT corrections FROM own WHERE subject IS NOT NULL`;

/**
 * The person's wishes to correct with what became of them, latest first: by this the person is told (UU 27/2022 art. 30).
 *
 * @returns null alike for nobody and for whomever this desk may not ask for.
 */
export async function listOwnCorrections(
  context: Context,
  person: DeskPerson,
  { limit, after }: OwnCorrectionsPage,
): Promise<Correction[] | null> {
  const desk = deskParams(context, person);
  if (desk === null || (after !== null && !isUuid(after))) return null;
  const [row] = await context.app.database.sql.query<{ corrections: StoredCorrection[] }>(
    OWN_STATEMENT,
    [
      ...desk,
      ...[after, limit],
      ...accessValues(context, deskAccess('myCorrections', ['correction'], person)),
    ],
    'own-corrections',
  );
  return row === undefined
    ? null
    : row.corrections.map((stored) => openCorrection(context.app, stored));
}
