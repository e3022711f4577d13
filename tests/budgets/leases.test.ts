import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import { allowPeople, check, CHECK_MANY, PAYEE, strangerNik } from '../support/budgets.js';

const LEASE = /people_ledger|counted_person WHERE/;
const POINTS = /cost_window/;
const isOf = (pattern: RegExp) => (text: string) =>
  pattern.test(text) && !/INSERT INTO decision/.test(text);

describe('budgets are taken in leases, so that few calls ask the database for them', () => {
  const clock = { at: TEST_NOW };
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ now: () => clock.at });
  });
  afterAll(() => app.close());

  test('three hundred people, checked one by one for the first time, take three leases of people', async () => {
    app.statements();
    for (let index = 0; index < 300; index++) await check(app, strangerNik(index));
    const statements = app.statements();
    expect(statements.filter(isOf(LEASE)).length).toBe(3);
    expect(statements.filter(isOf(POINTS)).length).toBeLessThanOrEqual(2);
    // Facts, decision: the count of the person is part of the second.
    expect(
      statements.filter((text) => !isOf(LEASE)(text) && !isOf(POINTS)(text)).length,
    ).toBeLessThan(930);
  });

  test('a check of somebody who was counted today takes none', async () => {
    app.statements();
    for (let index = 0; index < 50; index++) await check(app, strangerNik(index));
    expect(app.statements().filter(isOf(LEASE))).toEqual([]);
  });

  test('an officer takes five hundred people at a time', async () => {
    app.statements();
    for (let hundred = 0; hundred < 6; hundred++) {
      const people = Array.from({ length: 100 }, (_, at) => ({
        nik: strangerNik(hundred * 100 + at),
      }));
      const input = { ...PAYEE, purpose: 'SOCIAL_SERVICE', people };
      await app.graphql(CHECK_MANY, { input }, 'officer-regency');
    }
    expect(app.statements().filter(isOf(LEASE)).length).toBe(2);
  });

  test('a lease is void after thirty seconds, and its rest goes back', async () => {
    const taken = async () => {
      const [row] = await app.app.database.sql.query<{ taken: number }>(
        `SELECT taken FROM people_ledger WHERE budget LIKE 'partner:%' ORDER BY day DESC LIMIT 1`,
      );
      return row!.taken;
    };
    expect(await taken()).toBe(300);
    await check(app, strangerNik(2_000));
    expect(await taken()).toBe(400);
    clock.at = new Date(clock.at.getTime() + 31_000);
    await check(app, strangerNik(2_001));
    expect(await taken()).toBe(401);
  });

  test('the last people of a budget are handed out one by one', async () => {
    await allowPeople(app, 'sandbox-post', 20);
    app.statements();
    for (let index = 0; index < 20; index++) {
      expect((await check(app, strangerNik(index), 'post')).errors).toBeUndefined();
    }
    expect(app.statements().filter(isOf(LEASE)).length).toBeGreaterThan(15);
  });
});
