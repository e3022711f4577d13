import type { BulkSql } from './bulk-sql.js';

const HOUSEHOLDS_AT_A_TIME = 20_000;

const COLLECT_STATEMENT = `
INSERT INTO household_facts (household_id, facts)
SELECT missing.id, collect_facts(missing.id) FROM (
  SELECT h.id FROM household h
  WHERE h.id > $1::uuid AND NOT EXISTS (SELECT FROM household_facts f WHERE f.household_id = h.id)
  ORDER BY h.id LIMIT $2::int4) AS missing
ORDER BY missing.id
ON CONFLICT (household_id) DO NOTHING
RETURNING household_id AS id`;

const FIRST = '00000000-0000-0000-0000-000000000000';

/** Says that this transaction loads in bulk, so that facts are not collected household by household. */
export async function startBulkLoad(sql: BulkSql): Promise<void> {
  await sql.query(`SELECT set_config('dinsos.bulk_load', 'on', true)`);
}

/** Collects the facts of households of which none are held, as a bulk load leaves them. */
export async function collectFacts(sql: BulkSql): Promise<void> {
  let after = FIRST;
  for (;;) {
    const rows = await sql.transaction((inner) =>
      inner.query<{ id: string }>(COLLECT_STATEMENT, [after, HOUSEHOLDS_AT_A_TIME]),
    );
    if (rows.length < HOUSEHOLDS_AT_A_TIME) return;
    after = rows.reduce((last, { id }) => (id > last ? id : last), after);
  }
}
