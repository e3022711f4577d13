import type { Context } from '../context.js';
import { accessValues } from './record-access.js';
import { shownBy } from './shown.js';

const REST_STATEMENT = `
WITH shown AS (
  SELECT unnest($13::uuid[]) AS id
  UNION SELECT person_id FROM household_member WHERE household_id = ANY($14::uuid[]) AND until IS NULL
), rest AS (
  SELECT coalesce(array_agg(id), '{}') AS ids FROM shown WHERE id <> ALL($15::uuid[])
)
INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
  fields, people, person_ids)
SELECT $1::uuid, $2::timestamptz, $3, $4, $5::"AccessOutcome", $6, $7, $8, $9::uuid, $10::"AccessPurpose", $11,
  $12::text[], cardinality(ids), ids
FROM rest WHERE cardinality(ids) > 0`;

/**
 * Writes down whom an operation has shown beyond those whom it looked up: a graph is walked from one person to the family
 * and on. Awaited before the answer is given: if it throws, no data leaves. Most operations leave nothing to write.
 */
export async function recordRest(context: Context): Promise<void> {
  const { people, households, writtenPeople, writtenHouseholds } = shownBy(context);
  const newPeople = [...people].filter((id) => !writtenPeople.has(id));
  const newHouseholds = [...households].filter((id) => !writtenHouseholds.has(id));
  if (newPeople.length === 0 && newHouseholds.length === 0) return;
  await context.app.database.sql.query(
    REST_STATEMENT,
    [
      ...accessValues(context, { action: 'nested', fields: ['identity', 'household', 'person'] }),
      ...[newPeople, newHouseholds, [...writtenPeople]],
    ],
    'record-rest',
  );
}
