import { v7 as uuidv7 } from 'uuid';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import type { Database } from '../../prisma/database.js';
import { officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { serverSide } from '../support/hands.js';
import { as, DENIED, GARUT, homeIn, type Home } from '../support/offices.js';

let app: TestApp;
/** As the test handles it: every row. */
let hands: Database;
/** As the server works with it. */
let database: Database;
let garut: Home;
let bandung: Home;

beforeAll(async () => {
  app = await createTestApp();
  hands = app.app.database;
  database = serverSide(hands);
  garut = await homeIn(hands, '32.05');
  bandung = await homeIn(hands, '32.73');
});
afterAll(() => app.close());

describe('whoever changes something', () => {
  const asGarut = (text: string, params: unknown[] = []) =>
    as(GARUT, () => database.sql.query(text, params));

  test('changes what is his, and nothing that is not', async () => {
    const income = 'UPDATE household SET monthly_income = 1 WHERE id = $1::uuid RETURNING id';
    expect(await asGarut(income, [garut.id])).toEqual([{ id: garut.id }]);
    expect(await asGarut(income, [bandung.id])).toEqual([]);
    const all = await asGarut(
      'UPDATE person SET occupation = occupation RETURNING village_code AS code',
    );
    expect(all.length).toBeGreaterThan(0);
    for (const { code } of all as { code: string }[]) expect(code).toMatch(/^32\.05\./);
  });

  test('moves no household and nobody out of his territory', async () => {
    await expect(
      asGarut('UPDATE household SET village_code = $2 WHERE id = $1::uuid', [
        garut.id,
        bandung.village,
      ]),
    ).rejects.toMatchObject(DENIED);
    await expect(
      asGarut('UPDATE person SET household_id = $2::uuid, village_code = $3 WHERE id = $1::uuid', [
        ...[garut.personId, bandung.id, bandung.village],
      ]),
    ).rejects.toMatchObject(DENIED);
    await expect(
      asGarut('UPDATE household_member SET household_id = $2::uuid WHERE person_id = $1::uuid', [
        ...[garut.personId, bandung.id],
      ]),
    ).rejects.toMatchObject(DENIED);
  });

  test('adds nothing to a household elsewhere, nor to one of his own without the work', async () => {
    const loss = `INSERT INTO disaster_loss (id, household_id, kind, happened_on, damage)
      VALUES ($1::uuid, $2::uuid, 'FIRE', '2026-01-01', 'LIGHT')`;
    const add = (officer: Principal, household: Home) =>
      as(officer, () => database.sql.query(loss, [uuidv7(), household.id]));
    await expect(add(GARUT, bandung)).rejects.toMatchObject(DENIED);
    await expect(add(officerOf('PROVINCE', '32'), garut)).rejects.toMatchObject(DENIED);
    const health = { ...GARUT, purpose: 'HEALTH_COVERAGE_CHECK' } as const;
    await expect(add(health, garut)).rejects.toMatchObject(DENIED);
    await expect(add(GARUT, garut)).resolves.toEqual([]);
  });

  test('classifies nobody as R3 without the role of the case team', async () => {
    const r3 = `INSERT INTO classification (id, household_id, category_code, sensitivity, since)
      SELECT $1::uuid, $2::uuid, code, sensitivity, '2026-01-01' FROM ppks_category WHERE sensitivity = 'R3' LIMIT 1`;
    await expect(asGarut(r3, [uuidv7(), garut.id])).rejects.toMatchObject(DENIED);
    const caseTeam = officerOf('REGENCY', '32.05', ['social_worker']);
    await as(caseTeam, () => database.sql.query(r3, [uuidv7(), garut.id]));
  });

  test.each(['dinsos_app', 'dinsos_steward'] as const)(
    'edits and deletes no decision, no look and no history as %s',
    async (role) => {
      const { sql } = database.as(role);
      const attempt = (text: string) => as(GARUT, () => sql.query(text));
      for (const table of ['decision', 'access_entry', 'change_entry', 'rule_version']) {
        await expect(attempt(`UPDATE ${table} SET id = id`), table).rejects.toMatchObject(DENIED);
        await expect(attempt(`DELETE FROM ${table}`), table).rejects.toMatchObject(DENIED);
        await expect(attempt(`TRUNCATE ${table}`), table).rejects.toMatchObject(DENIED);
      }
    },
  );

  test('reads no trail, no history and no held facts, and writes no history', async () => {
    for (const table of ['access_entry', 'change_entry', 'household_facts']) {
      await expect(asGarut(`SELECT FROM ${table}`), table).rejects.toMatchObject(DENIED);
    }
    await expect(asGarut(`DELETE FROM person`)).rejects.toMatchObject(DENIED);
    await expect(asGarut('ALTER TABLE person DISABLE ROW LEVEL SECURITY')).rejects.toMatchObject(
      DENIED,
    );
    await asGarut('CREATE TEMP TABLE IF NOT EXISTS forged (id uuid, updated_at timestamptz)');
    await expect(
      asGarut(
        'CREATE TRIGGER keep_history BEFORE UPDATE ON forged FOR EACH ROW EXECUTE FUNCTION keep_history()',
      ),
    ).rejects.toMatchObject(DENIED);
  });

  test('takes along what he may not see of somebody whom he moves', async () => {
    const [hidden] = await hands.sql.query<{
      id: string;
      personId: string;
      code: string;
      from: string;
    }>(
      `SELECT c.id, c.person_id AS "personId", left(p.village_code, 5) AS code, p.household_id AS from
       FROM classification c JOIN person p ON p.id = c.person_id WHERE c.sensitivity = 'R3' LIMIT 1`,
    );
    const { id, personId, code, from } = hidden!;
    const [target] = await hands.sql.query<{ id: string; village: string }>(
      `SELECT id, village_code AS village FROM household
       WHERE village_code >= $1 AND village_code < $1 || '/' AND id <> $2::uuid LIMIT 1`,
      [code, from],
    );
    const officer = officerOf('REGENCY', code);
    const moved = await as(officer, () =>
      database.sql.query(
        'UPDATE person SET household_id = $2::uuid, village_code = $3 WHERE id = $1::uuid RETURNING id',
        [personId, target!.id, target!.village],
      ),
    );
    expect(moved).toHaveLength(1);
    expect(
      await hands.sql.query('SELECT household_id AS home FROM classification WHERE id = $1::uuid', [
        id,
      ]),
    ).toEqual([{ home: target!.id }]);
  });
});
