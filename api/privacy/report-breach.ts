import { callerRange } from '../access/allows.js';
import { accessValues, type AccessContext } from '../access/record-access.js';
import { badInput, Fault } from '../errors.js';
import { incidentParams, type BreachTotals, type Incident } from './incident.js';
import { CLOCK_MS } from './open-correction.js';

/** An incident, and when it was found out. */
export interface BreachInput extends Incident {
  readonly discoveredAt: Date;
}

/** What an incident comes to, and until when those whom it concerns must be told. */
export interface BreachReport extends BreachInput, BreachTotals {
  /** `discoveredAt` and 3 × 24 hours (UU 27/2022 art. 46). */
  readonly notifyBy: Date;
}

/** By which right somebody reads the trail to tell those concerned. */
export const BREACH_LAW = 'UU 27/2022 pasal 46';

const TOTALS_STATEMENT = `
WITH looked AS (
  INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
    fields, people, person_ids)
  VALUES ($7::uuid, $8::timestamptz, $9, $10, $11::"AccessOutcome", $12, $13, $14, $15::uuid, $16::"AccessPurpose", $17,
    $18::text[], 0, '{}')
)
SELECT * FROM incident_totals($1, $2, $3, $4, $5, $6)`;

/**
 * How many people and entries an incident concerns in the caller's territory (UU 27/2022 art. 46); who they are, is asked for
 * page by page. This look is an entry of the trail.
 *
 * @throws Fault BAD_USER_INPUT for an empty window, FORBIDDEN where the caller has no territory.
 */
export async function reportBreach(
  context: AccessContext,
  input: BreachInput,
): Promise<BreachReport> {
  const { app, principal } = context;
  if (input.until <= input.from) throw badInput('until must lie after from.');
  const range = callerRange(principal);
  if (range === null) throw new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
  const access = { action: 'breachReport', fields: ['access_log'], legalBasis: BREACH_LAW };
  const [totals] = await app.database.sql.query<BreachTotals>(
    TOTALS_STATEMENT,
    [...incidentParams(input, range), ...accessValues(context, access)],
    'breach-totals',
  );
  if (totals === undefined) throw new Fault('INTERNAL_SERVER_ERROR', 'The trail gave no totals.');
  const notifyBy = new Date(input.discoveredAt.getTime() + CLOCK_MS);
  return { ...input, ...totals, notifyBy };
}
