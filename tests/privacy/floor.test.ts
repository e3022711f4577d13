import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { VISIBILITY_RULES } from '../../api/privacy/visibility-rules.js';
import type { Sql } from '../../prisma/sql.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { memberId, registerFamily, type ChangeAnswer } from '../support/changes.js';
import { requestWish } from '../support/corrections.js';
import { nikOf } from '../support/privacy.js';

/* What the server's own role can do, whatever its code asks: nothing but the functions, each within a range of villages. */
let app: TestApp;
let family: ChangeAnswer;
beforeAll(async () => {
  app = await createTestApp();
  family = await registerFamily(app);
  await requestWish(app, nikOf(family, 'HEAD'));
});
afterAll(() => app.close());

function asServer<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  return app.app.database.sql.transaction(async (sql) => {
    await sql.query('SET LOCAL ROLE dinsos_app');
    return work(sql);
  });
}

describe('dinsos_app', () => {
  test.each([
    'SELECT 1 FROM access_entry',
    'SELECT 1 FROM correction',
    'SELECT 1 FROM access_delay',
    'UPDATE correction SET version = 9',
    'DELETE FROM correction',
    'INSERT INTO access_delay (id) VALUES (gen_random_uuid())',
    'SET LOCAL ROLE dinsos_overseer; SELECT 1 FROM person WHERE identity IS NOT NULL',
  ])('may not: %s', async (statement) => {
    await expect(asServer((sql) => sql.query(statement))).rejects.toThrow();
  });

  const desk = (low: string, high: string) => [
    ...[app.app.vault.nikIndex(nikOf(family, 'HEAD')), null, low, high, '2026-11-01'],
  ];

  test('finds a person at a desk within the range alone', async () => {
    const find = (low: string, high: string) =>
      asServer((sql) =>
        sql.query<{ subject: string | null }>(
          'SELECT subject FROM desk_person($1, $2, $3, $4, $5)',
          desk(low, high),
        ),
      );
    expect(await find('32.05', '32.05/')).toEqual([{ subject: memberId(family, 'HEAD') }]);
    expect(await find('32.06', '32.06/')).toEqual([{ subject: null }]);
    expect(await find('', '')).toEqual([{ subject: null }]);
  });

  test('reads a log by the function, with the rules that it hands in', async () => {
    const rules = JSON.stringify(VISIBILITY_RULES.map((rule, place) => ({ ...rule, place })));
    const read = (low: string, high: string) =>
      asServer((sql) =>
        sql.query<{ looks: { action: string }[] }>(
          'SELECT looks FROM access_log($1, $2, $3, $4, $5, $6, $7, $8, $9)',
          [...desk(low, high), rules, '2026-11-01T03:00:00Z', null, 10],
        ),
      );
    const [here] = await read('32.05', '32.05/');
    expect(here?.looks.map(({ action }) => action)).toContain('registerHousehold');
    expect(await read('32.06', '32.06/')).toEqual([{ looks: [] }]);
  });

  test.each([
    ['open_corrections($1, $2, NULL, NULL, 10)', 1],
    [
      `territory_entries($1, $2, false, true, '2026-01-01', '2027-01-01', NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, 10)`,
      1,
    ],
    [
      `incident_people('2026-01-01', '2027-01-01', 'sandbox:officer-regency', NULL, $1, $2, 'ALLOWED', NULL, 10)`,
      3,
    ],
  ])('gets rows of its range alone from %s', async (call, least) => {
    const count = async (low: string, high: string) => {
      const rows = await asServer((sql) => sql.query(`SELECT 1 AS one FROM ${call}`, [low, high]));
      return rows.length;
    };
    expect(await count('32.05', '32.05/')).toBeGreaterThanOrEqual(least);
    expect(await count('33', '33/')).toBe(0);
    expect(await count('', '')).toBe(0);
    expect(await count('32.0%', '32.0%/')).toBe(0);
  });

  test('asks functions of one row that say so, or the log of one person would read the whole trail', async () => {
    const rows = await app.app.database.sql.query<{ name: string; rows: number }>(
      `SELECT proname AS name, prorows AS rows FROM pg_proc WHERE proretset AND proname = ANY($1) ORDER BY proname`,
      [['access_log', 'desk_corrections', 'desk_person', 'incident_totals']],
    );
    expect(rows.map(({ rows: count }) => count)).toEqual([1, 1, 1, 1]);
  });
});
