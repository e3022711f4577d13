import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import { allowPeople, check, strangerNik } from '../support/budgets.js';

const PEOPLE = 60;

describe('two servers over one database', () => {
  const clock = { at: TEST_NOW };
  const now = () => clock.at;
  let one: TestApp;
  let two: TestApp;
  beforeAll(async () => {
    one = await createTestApp({ now });
    await allowPeople(one, 'sandbox-bank', PEOPLE);
    two = await createTestApp({ database: one.app.database, now });
  });
  afterAll(async () => {
    await two.close();
    await one.close();
  });

  /** Who was answered about, of people asked at both servers at once. */
  const answered = async (niks: readonly string[]): Promise<Set<string>> => {
    const got = new Set<string>();
    await Promise.all(
      niks.map(async (nik, index) => {
        const answer = await check(index % 2 === 0 ? one : two, nik);
        if (answer.data?.checkEligibility !== undefined) got.add(nik);
      }),
    );
    return got;
  };
  const countedRows = async (): Promise<number> => {
    const [row] = await one.app.database.sql.query<{ n: number }>(
      'SELECT count(*)::int4 AS n FROM counted_person',
    );
    return row!.n;
  };

  test('count a person once, whichever of them is asked', async () => {
    const niks = Array.from({ length: 20 }, (_, index) => strangerNik(index));
    expect((await answered([...niks, ...niks.toReversed()])).size).toBe(20);
    expect(await countedRows()).toBe(20);
  });

  test('never answer about more people than the budget has, however many ask at once', async () => {
    const niks = Array.from({ length: 100 }, (_, index) => strangerNik(index));
    const got = await answered(niks);
    expect(await countedRows()).toBeLessThanOrEqual(PEOPLE);
    expect(got.size).toBeLessThanOrEqual(PEOPLE);
    // What a server took and has not spent is missing at most: leases shrink to one towards the end.
    expect(got.size).toBeGreaterThanOrEqual(PEOPLE - 2 * Math.ceil(PEOPLE / 16));
  });

  test('give back what one of them took and never spent, two minutes after the last was taken', async () => {
    clock.at = new Date(clock.at.getTime() + 121_000);
    for (let index = 0; index < 100; index++) await check(one, strangerNik(index));
    expect(await countedRows()).toBe(PEOPLE);
    for (let index = 0; index < 100; index++) {
      const answer = await check(two, strangerNik(index));
      expect(answer.errors === undefined).toBe(answer.data?.checkEligibility !== undefined);
    }
    expect(await countedRows()).toBe(PEOPLE);
  });

  test('without a budget they would answer about everybody (negative control)', async () => {
    await allowPeople(one, 'sandbox-post', 1_000);
    for (let index = 0; index < 100; index++) {
      expect((await check(two, strangerNik(index), 'post')).errors).toBeUndefined();
    }
  });
});
