import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readRegisteredOperations } from '../../api/registered-operations.js';
import { createTestApp, TEST_NOW, type TestApp } from '../support/app.js';
import { check, CHECK, CHECK_MANY, PAYEE, strangerNik } from '../support/budgets.js';
import { codesOf, decisionCount } from '../support/registry.js';

const ASEP = '3205011704829901';
const LIMITS = {
  partner: { pointsPerMinute: 1_000 },
  officer: { pointsPerMinute: 30_000, peoplePerDay: 500 },
};
const registered = (name: string): string =>
  readRegisteredOperations().all.find((one) => one.name === name)!.text;

const clock = { at: TEST_NOW };
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ limits: LIMITS, now: () => clock.at });
});
afterAll(() => app.close());

/** Goes to the next minute, in which every bucket is full. */
function nextMinute(): void {
  clock.at = new Date(clock.at.getTime() + 60_000);
}

describe('every answer says what it cost (worked examples)', () => {
  test.each([
    ['who asks', '{ viewer { tier } }', {}, 'bank', 2, 2],
    ['an alias counts again', '{ a: viewer { tier } b: viewer { tier } }', {}, 'bank', 4, 4],
    [
      // 10 for the field, 2 for what is selected, 1 for the person.
      'one check',
      CHECK,
      { input: { ...PAYEE, nik: ASEP } },
      'bank',
      13,
      13,
    ],
    [
      // 10 for the field, 4 for what is selected, 1 for each of three rows; two of the rows look nobody up.
      'three rows, of which one is malformed and one is there twice',
      CHECK_MANY,
      { input: { ...PAYEE, people: [{ nik: ASEP }, { nik: '1' }, { nik: ASEP }] } },
      'bank',
      17,
      15,
    ],
  ])('%s', async (_what, document, variables, persona, requested, actual) => {
    nextMinute();
    const { extensions } = await app.graphql(document, variables, persona);
    const { cost } = extensions!;
    expect(cost).toMatchObject({ requested, actual });
    expect(cost!.remaining).toBe(1_000 - cost!.actual);
    expect(cost!.refill.to).toBe(1_000);
    expect(Date.parse(cost!.refill.at) - clock.at.getTime()).toBe(60_000);
  });

  test('the rows that a page did not have are paid back', async () => {
    nextMinute();
    const document =
      'query ($first: Int) { households(first: $first) { edges { node { id address } } } }';
    const ask = (first: number) => app.graphql(document, { first }, 'officer-village');
    const { data, extensions } = await ask(100);
    const rows = (data!['households'] as { edges: unknown[] }).edges.length;
    const exact = await ask(rows);
    expect(rows).toBeLessThan(100);
    expect(extensions!.cost!.requested).toBeGreaterThan(exact.extensions!.cost!.requested);
    expect(Math.abs(extensions!.cost!.actual - exact.extensions!.cost!.actual)).toBeLessThan(10);
  });

  test('what the SDK sends costs the same by the lane and by the open path', async () => {
    nextMinute();
    const variables = { input: { ...PAYEE, nik: ASEP } };
    const lane = await app.graphql(registered('CheckEligibility'), variables, 'bank');
    const open = await app.graphql(`${registered('CheckEligibility')} `, variables, 'bank');
    expect(lane.extensions!.cost!.actual).toBeGreaterThan(50);
    expect(open.extensions!.cost!.actual).toBe(lane.extensions!.cost!.actual);
  });

  test('what is refused before it runs costs nothing, and says so', async () => {
    nextMinute();
    const answer = await app.graphql(CHECK, { input: { nik: 1 } }, 'bank');
    expect(codesOf(answer)).toContain('BAD_USER_INPUT');
    expect(answer.extensions!.cost).toMatchObject({ requested: 0, actual: 0, remaining: 1_000 });
    expect(answer.extensions!.cost!.people).toBeNull();
  });

  test('nobody without a token learns of a budget', async () => {
    const answer = await app.graphql('{ viewer { tier } }');
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
    expect(answer.extensions).toBeUndefined();
  });
});

describe('over the budget of a minute', () => {
  /** Spends checks until one is refused. */
  const exhaust = async (document: string, persona: string) => {
    for (let index = 0; index < 1_000; index++) {
      const answer = await app.graphql(document, { input: { ...PAYEE, nik: ASEP } }, persona);
      if (answer.errors !== undefined) return answer;
    }
    throw new Error('Nothing was refused.');
  };

  test.each([
    ['the open path', CHECK],
    ['the lane', registered('CheckEligibility')],
  ])(
    'a call by %s is RATE_LIMITED with 429 and Retry-After, and looks nobody up',
    async (_way, document) => {
      nextMinute();
      clock.at = new Date(clock.at.getTime() + 15_500);
      await exhaust(document, 'bank');
      const before = await decisionCount(app);
      app.statements();
      const refused = await app.graphql(
        document,
        { input: { ...PAYEE, nik: strangerNik(1) } },
        'bank',
      );
      const statements = app.statements();
      expect(statements).toHaveLength(1);
      expect(statements[0]).toContain('INSERT INTO access_entry');
      expect(refused.status).toBe(429);
      expect(codesOf(refused)).toEqual(['RATE_LIMITED']);
      const wait = refused.errors![0]!.extensions.retryAfterMs!;
      expect(clock.at.getTime() + wait).toBe(Date.parse(refused.extensions!.cost!.refill.at));
      expect(refused.headers.get('retry-after')).toBe(String(Math.ceil(wait / 1000)));
      expect(refused.extensions!.cost).toMatchObject({
        requested: 0,
        actual: 0,
        people: null,
      });
      expect(await decisionCount(app)).toBe(before);
      clock.at = new Date(clock.at.getTime() - 15_500);
    },
  );

  test('another client is served, and so is the same one in the next minute', async () => {
    nextMinute();
    await exhaust(CHECK, 'bank');
    expect((await check(app, ASEP, 'post')).data?.checkEligibility.outcome).toBe('ELIGIBLE');
    nextMinute();
    expect((await check(app, ASEP, 'bank')).data?.checkEligibility.outcome).toBe('ELIGIBLE');
  });

  test('each alias is paid for, and a flood of them is refused', async () => {
    nextMinute();
    const aliases = (count: number) =>
      `{ ${Array.from({ length: count }, (_, at) => `a${at}: checkEligibility(input: { nik: "${strangerNik(at)}", program: "PKH", purpose: PAYEE_VERIFICATION }) { id }`).join(' ')} }`;
    const thirty = await app.graphql(aliases(30), {}, 'bank');
    expect(thirty.extensions!.cost).toMatchObject({ actual: 30 * 12, people: { asked: 30 } });
    expect(codesOf(await app.graphql(aliases(31), {}, 'bank'))).toEqual(['OPERATION_TOO_COMPLEX']);
    await app.graphql(aliases(30), {}, 'bank');
    expect((await app.graphql(aliases(30), {}, 'bank')).status).toBe(429);
  });
});

test('with the limits off, nothing of this is refused (negative control)', async () => {
  const free = await createTestApp({ database: app.app.database });
  for (let index = 0; index < 100; index++) {
    expect((await check(free, ASEP)).errors).toBeUndefined();
  }
  await free.close();
});
