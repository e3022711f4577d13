import type { Context } from '../context.js';
import { jakartaDate } from '../values/calendar-date.js';
import { OFFICERS_LAW } from './record-access.js';
import { shownBy } from './shown.js';

/** By which right a partner looks that has no agreement in force. */
const NO_BASIS = 'none in force';

const DENIALS_STATEMENT = `
INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
  fields, people, person_ids)
SELECT d.id, $2::timestamptz, $3, d.action, 'DENIED', $4, $5, $6, $7::uuid, $8::"AccessPurpose", $9, d.fields,
  cardinality(d.people), d.people
FROM json_to_recordset($1::json) AS d(id uuid, action text, fields text[], people uuid[])`;

/**
 * Writes down what an operation was refused, an entry an action, in one statement. Awaited before the answer is given: if it
 * throws, no answer leaves. Operations that were refused nothing cost nothing.
 */
export async function recordDenials(context: Context): Promise<void> {
  const { denials, writtenDenials } = shownBy(context);
  const open = [...denials].filter(([action]) => !writtenDenials.has(action));
  if (open.length === 0) return;
  const { app, principal, requestId } = context;
  const { subject, tier, territory, partner, purpose } = principal;
  const rows = open.map(([action, { fields, people }]) => {
    return { id: app.newId(), action, fields: [...fields], people: [...people] };
  });
  await app.database.sql.query(
    DENIALS_STATEMENT,
    [
      ...[JSON.stringify(rows), app.now().toISOString(), requestId, subject, tier, territory],
      ...[partner?.id ?? null, purpose, await legalBasisOf(context)],
    ],
    'record-denials',
  );
  for (const [action] of open) writtenDenials.add(action);
}

async function legalBasisOf({ app, principal }: Context): Promise<string> {
  const { partner, purpose, clientId } = principal;
  if (partner === null) return OFFICERS_LAW;
  const asking = { partnerId: partner.id, purpose, clientId };
  const terms = await app.agreements.find(asking, jakartaDate(app.now()));
  return terms?.number ?? NO_BASIS;
}
