import { callerRange } from '../access/allows.js';
import { accessValues } from '../access/record-access.js';
import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import { openCorrection, type Correction, type StoredCorrection } from './open-correction.js';

/** A page of the wishes that wait for an answer in the caller's territory. */
export interface CorrectionsPage {
  /** Only those past their clock. */
  readonly overdue: boolean;
  readonly limit: number;
  /** How many of them are shown. */
  readonly shown: number;
  /** Id of the last one of the page before; null = the first page. */
  readonly after: string | null;
}

const OPEN_STATEMENT = `
WITH page AS MATERIALIZED (
  SELECT * FROM open_corrections($1, $2, $3, $4, $5) WITH ORDINALITY AS o(person_id, correction, place)
), shown AS (
  SELECT ARRAY(SELECT DISTINCT person_id FROM page WHERE place <= $6::int4) AS ids
), looked AS (
  INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
    fields, people, person_ids)
  SELECT $7::uuid, $8::timestamptz, $9, $10, $11::"AccessOutcome", $12, $13, $14, $15::uuid, $16::"AccessPurpose", $17,
    $18::text[], cardinality(ids), ids
  FROM shown
)
SELECT correction FROM page ORDER BY place`;

/**
 * The wishes to correct that wait for an answer in the caller's territory, what is due first first; the look is written down.
 */
export async function listCorrections(
  context: Context,
  { overdue, limit, shown, after }: CorrectionsPage,
): Promise<Correction[]> {
  const { app, principal } = context;
  const range = callerRange(principal);
  if (range === null || (after !== null && !isUuid(after))) return [];
  const rows = await app.database.sql.query<{ correction: StoredCorrection }>(
    OPEN_STATEMENT,
    [
      ...[range.low, range.high, overdue ? app.now().toISOString() : null, after, limit, shown],
      ...accessValues(context, { action: 'correctionRequests', fields: ['correction'] }),
    ],
    'open-corrections',
  );
  return rows.map(({ correction }) => openCorrection(app, correction));
}
