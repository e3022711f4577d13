import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS_STATEMENT } from '../../api/eligibility/facts-statement.js';
import { HELD_FACTS_STATEMENT } from '../../api/eligibility/held-facts.js';
import { loadFacts } from '../../api/eligibility/load-facts.js';
import type { Database } from '../../prisma/database.js';
import { createTestApp, type TestApp } from '../support/app.js';

const DAYS = ['2019-01-01', '2020-06-15', '2023-06-20', '2025-01-01', '2026-11-01'];
const COUNTRY = { low: '1', high: ':' };

let test_: TestApp;
let database: Database;

beforeAll(async () => {
  test_ = await createTestApp();
  ({ database } = test_.app);
});
afterAll(() => test_.close());

describe('held facts', () => {
  test('everybody in the register has the same facts from what is held as from the tables, on every day', async () => {
    expect(await heldHouseholds()).toBeGreaterThan(60);
    for (const day of DAYS) expect(await fromHeld(day)).toEqual(await fromTables(day));
  });

  test('the facts of a household that lives in the register are held, so that a check asks one statement', async () => {
    const [person] = await people();
    test_.statements();
    await loadFacts(database.sql, [request(person!, '2026-11-01')]);
    expect(test_.statements()).toEqual([HELD_FACTS_STATEMENT]);
  });

  test.each([
    ['a person', `UPDATE person SET death_date = birth_date + 1 WHERE id = $1::uuid`],
    [
      'a condition',
      `INSERT INTO person_condition (id, household_id, person_id, kind, since)
       SELECT gen_random_uuid(), household_id, id, 'GROSS_HUMAN_RIGHTS_VICTIM', '2020-01-01' FROM person WHERE id = $1::uuid`,
    ],
    [
      'an answer of Dukcapil',
      `UPDATE dukcapil_match SET status = 'DECEASED' WHERE person_id = $1::uuid`,
    ],
    [
      'a membership',
      `UPDATE household_member SET until = '2024-01-01' WHERE person_id = $1::uuid AND until IS NULL`,
    ],
    [
      'an exclusion',
      `INSERT INTO exclusion (id, household_id, ground_code, since)
       SELECT gen_random_uuid(), household_id, (SELECT min(code) FROM exclusion_ground), '2020-01-01' FROM person WHERE id = $1::uuid`,
    ],
    [
      'a listing',
      `UPDATE registry_listing SET decile = 9, listed = true WHERE household_id = (SELECT household_id FROM person WHERE id = $1::uuid)`,
    ],
    [
      'an enrolment',
      `INSERT INTO enrolment (id, household_id, program_code, status, since)
       SELECT gen_random_uuid(), household_id, 'PKH', 'ACTIVE', '2021-01-01' FROM person WHERE id = $1::uuid`,
    ],
    [
      'a house',
      `INSERT INTO housing_condition (id, household_id, recorded_on, floor, roof, wall, structure, sanitation, floor_area_dm2, owns_land, earlier_housing_aid)
       SELECT gen_random_uuid(), household_id, '2022-02-02', 'EARTH', 'THATCH', 'BAMBOO', 'SOUND', 'NONE', 2400, true, false FROM person WHERE id = $1::uuid`,
    ],
    [
      'a loss',
      `INSERT INTO disaster_loss (id, household_id, kind, happened_on, damage)
       SELECT gen_random_uuid(), household_id, 'FLOOD', '2022-02-02', 'HEAVY' FROM person WHERE id = $1::uuid`,
    ],
    [
      'the village of a household',
      `UPDATE household SET village_code = '32.05.01.1001' WHERE id = (SELECT household_id FROM person WHERE id = $1::uuid)`,
    ],
  ])('a change to %s shows at once', async (_what, change) => {
    const id = await someone();
    const before = await everyDay();
    await database.sql.query(change, [id]);
    const after = await everyDay();
    expect(after).not.toEqual(before);
    for (const day of DAYS) expect(after[day]).toEqual(await fromTables(day));
  });

  test('a person who moves shows in both households, each on its own days', async () => {
    const id = await someone();
    await database.sql.transaction(async (sql) => {
      await sql.query(
        `UPDATE household_member SET until = '2024-05-01' WHERE person_id = $1::uuid AND until IS NULL`,
        [id],
      );
      await sql.query(
        `INSERT INTO household_member (id, household_id, person_id, relationship, since)
         SELECT gen_random_uuid(), h.id, p.id, 'OTHER', '2024-05-01' FROM person p, LATERAL
           (SELECT id FROM household WHERE id <> p.household_id ORDER BY id DESC LIMIT 1) h WHERE p.id = $1::uuid`,
        [id],
      );
      await sql.query(
        `INSERT INTO person_condition (id, household_id, person_id, kind, since)
         SELECT gen_random_uuid(), household_id, id, 'RAISED_IN_INSTITUTION', '2019-01-01' FROM person WHERE id = $1::uuid`,
        [id],
      );
    });
    for (const day of DAYS) expect(await fromHeld(day)).toEqual(await fromTables(day));
  });

  test('a change that is undone leaves what was held', async () => {
    const id = await someone();
    const before = await everyDay();
    await expect(
      database.sql.transaction(async (sql) => {
        await sql.query(`UPDATE person SET death_date = '2026-01-01' WHERE id = $1::uuid`, [id]);
        throw new Error('undone');
      }),
    ).rejects.toThrow('undone');
    expect(await everyDay()).toEqual(before);
  });

  test('facts that are not held are asked of the tables', async () => {
    const [person] = await people();
    const [before] = await loadFacts(database.sql, [request(person!, '2026-11-01')]);
    await database.sql.query('DELETE FROM household_facts WHERE household_id = $1::uuid', [
      before!.facts.household!.id,
    ]);
    test_.statements();
    const [after] = await loadFacts(database.sql, [request(person!, '2026-11-01')]);
    expect(test_.statements()).toEqual([HELD_FACTS_STATEMENT, FACTS_STATEMENT]);
    expect(after).toEqual(before);
  });
});

interface Known {
  readonly id: string;
  readonly nikIndex: Uint8Array;
}

function people(): Promise<Known[]> {
  return database.sql.query<Known>(
    `SELECT id, nik_index AS "nikIndex" FROM person WHERE nik_index IS NOT NULL ORDER BY id`,
  );
}

let turn = 0;

/** Somebody whom no other test changes. */
async function someone(): Promise<string> {
  const all = await people();
  turn += 17;
  return all[turn % all.length]!.id;
}

function request({ nikIndex }: Known, asOf: string) {
  return { nikIndex, asOf, territories: [COUNTRY], claims: null };
}

async function heldHouseholds(): Promise<number> {
  const [row] = await database.sql.query<{ count: number }>(
    `SELECT count(*)::int4 AS count FROM household_facts WHERE facts IS NOT NULL`,
  );
  return row!.count;
}

async function fromHeld(day: string): Promise<unknown[]> {
  const all = await people();
  return loadFacts(
    database.sql,
    all.map((one) => request(one, day)),
  );
}

async function everyDay(): Promise<Record<string, unknown[]>> {
  const days: Record<string, unknown[]> = {};
  for (const day of DAYS) days[day] = await fromHeld(day);
  return days;
}

/** The facts by the statement over the tables alone. */
async function fromTables(day: string): Promise<unknown[]> {
  const all = await people();
  const rows = await database.sql.query<{ ord: number; village: string; facts: object }>(
    FACTS_STATEMENT,
    [
      all.map(({ nikIndex }) => nikIndex),
      all.map(() => day),
      all.map(() => COUNTRY.low),
      all.map(() => COUNTRY.high),
    ],
  );
  const found = new Map(rows.map((row) => [row.ord, row]));
  return all.map((_, index) => {
    const row = found.get(index + 1);
    return row === undefined
      ? {
          facts: { asOf: day, known: false, person: null, household: null, claims: null },
          villageCode: null,
        }
      : { facts: { asOf: day, known: true, ...row.facts, claims: null }, villageCode: row.village };
  });
}
