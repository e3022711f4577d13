import type { Asking } from './asking.js';

const TODAY = '2026-11-01';

/** What no change makes, of a family and its head. */
export async function fillTables(
  { app }: Asking,
  householdId: string,
  personId: string,
): Promise<void> {
  const { database, newId } = app.app;
  const own = [householdId, personId];
  const insert = (statement: string, values: readonly unknown[]) =>
    database.sql.query(statement, [newId(), ...values]);
  await database.sql.query(
    `UPDATE household SET last_verified_on = DATE '${TODAY}' WHERE id = $1::uuid`,
    [householdId],
  );
  await database.sql.query(
    `UPDATE dukcapil_match SET status = 'MATCHED' WHERE household_id = $1::uuid`,
    [householdId],
  );
  await database.sql.query(
    `INSERT INTO dukcapil_match (id, household_id, person_id, status, checked_on, mismatched_fields)
     SELECT gen_random_uuid(), household_id, id, 'MATCHED', DATE '2026-10-30', '{}' FROM person WHERE household_id = $1::uuid`,
    [householdId],
  );
  await insert(
    `INSERT INTO registry_listing (id, household_id, system, period, since, listed, decile)
     VALUES ($1, $2, 'DTSEN', '2026-Q4', DATE '2026-10-01', true, 1)`,
    [householdId],
  );
  await insert(
    `INSERT INTO exclusion (id, household_id, person_id, ground_code, since, until)
     VALUES ($1, $2, $3, 'ACTIVE_STATE_EMPLOYEE', DATE '2021-01-01', DATE '2022-01-01')`,
    own,
  );
  await insert(
    `INSERT INTO enrolment (id, household_id, person_id, program_code, status, since, until, decree)
     VALUES ($1, $2, $3, 'PBI_JK', 'ENDED', DATE '2021-01-01', DATE '2022-01-01', 'SK-CONTOH-1')`,
    own,
  );
  await insert(
    `INSERT INTO person_condition (id, household_id, person_id, kind, grade, since, until)
     VALUES ($1, $2, $3, 'DISABILITY', 'MILD', DATE '2021-01-01', DATE '2022-01-01')`,
    own,
  );
}
