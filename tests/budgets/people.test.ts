import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, TEST_NOW, type TestAnswer, type TestApp } from '../support/app.js';
import { allowPeople, check, CHECK_MANY, PAYEE, strangerNik } from '../support/budgets.js';
import { codesOf, decisionCount, trailOf } from '../support/registry.js';

const SITI = '3273054208939901';
const ASEP = '3205011704829901';
const MIDNIGHT = Date.parse('2026-11-02T00:00:00+07:00');

describe('the people of a partner', () => {
  const clock = { at: TEST_NOW };
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ now: () => clock.at });
    await allowPeople(app, 'sandbox-bank', 10);
  });
  afterAll(() => app.close());

  const many = (niks: readonly string[], persona = 'bank') =>
    app.graphql<{ checkEligibilities: { __typename: string; code?: string }[] }>(
      CHECK_MANY,
      { input: { ...PAYEE, people: niks.map((nik) => ({ nik })) } },
      persona,
    );
  const peopleOf = (answer: Pick<TestAnswer, 'extensions'>) => answer.extensions?.cost?.people;

  test('are counted once a day each, whatever is asked and by which operation', async () => {
    expect(peopleOf(await check(app, SITI))).toMatchObject({ asked: 1, counted: 1, remaining: 9 });
    expect(peopleOf(await check(app, SITI))).toMatchObject({ asked: 1, counted: 0, remaining: 9 });
    const bpnt = await check(app, SITI, 'bank', { ...PAYEE, program: 'BPNT' });
    expect(peopleOf(bpnt)).toMatchObject({ asked: 1, counted: 0, remaining: 9 });
    const list = await many([SITI, ASEP, SITI, 'x']);
    expect(peopleOf(list)).toMatchObject({ asked: 2, counted: 1, remaining: 8 });
    expect(list.data!.checkEligibilities.map(({ code }) => code)).toEqual([
      undefined,
      undefined,
      'DUPLICATE_IN_REQUEST',
      'MALFORMED_NIK',
    ]);
  });

  test('are counted where they do not exist, too, and the answer says the same', async () => {
    const answer = await check(app, strangerNik(1));
    expect(peopleOf(answer)).toMatchObject({ asked: 1, counted: 1, remaining: 7 });
  });

  test('are not counted by calls that are refused for something else', async () => {
    for (const input of [
      { ...PAYEE, program: 'NO_SUCH' },
      { ...PAYEE, purpose: 'SOCIAL_SERVICE' },
      { ...PAYEE, asOf: '2026-12-01' },
    ]) {
      const answer = await check(app, strangerNik(2), 'bank', input);
      expect(answer.errors).toBeDefined();
      expect(peopleOf(answer)).toMatchObject({ asked: 0, counted: 0, remaining: 7 });
    }
  });

  test('that do not fit are refused whole: 429 until midnight in Jakarta, and nobody is looked up', async () => {
    const before = await decisionCount(app);
    const refused = await many(Array.from({ length: 8 }, (_, at) => strangerNik(10 + at)));
    expect(codesOf(refused)).toEqual(['RATE_LIMITED']);
    expect(refused.status).toBe(429);
    expect(refused.errors![0]!.extensions.retryAfterMs).toBe(MIDNIGHT - TEST_NOW.getTime());
    expect(refused.headers.get('retry-after')).toBe(String((MIDNIGHT - TEST_NOW.getTime()) / 1000));
    expect(await decisionCount(app)).toBe(before);
    expect(await trailOf(app, refused)).toMatchObject([{ outcome: 'DENIED', people: 0 }]);
    expect(peopleOf(refused)).toMatchObject({ asked: 0, counted: 0, remaining: 7 });
    expect(peopleOf(refused)).toMatchObject({ refill: { to: 10, at: '2026-11-01T17:00:00.000Z' } });
  });

  test('fit when some of them were counted before', async () => {
    const people = [SITI, ASEP, ...Array.from({ length: 7 }, (_, at) => strangerNik(20 + at))];
    const answer = await many(people);
    expect(answer.errors).toBeUndefined();
    expect(peopleOf(answer)).toMatchObject({ asked: 9, counted: 7, remaining: 0 });
  });

  test('of aliases are charged together, so that a part of them is never looked up alone', async () => {
    const before = await decisionCount(app);
    const ask = (nik: string) =>
      `checkEligibility(input: { nik: "${nik}", program: "PKH", purpose: PAYEE_VERIFICATION }) { id }`;
    const answer = await app.graphql(`{ a: ${ask(SITI)} b: ${ask(strangerNik(40))} }`, {}, 'bank');
    expect(answer.status).toBe(429);
    expect(await decisionCount(app)).toBe(before);
  });

  test('who were counted before are answered when nothing is left, and others are not', async () => {
    expect((await check(app, SITI)).data?.checkEligibility.outcome).toBe('ELIGIBLE');
    expect(codesOf(await check(app, strangerNik(30)))).toEqual(['RATE_LIMITED']);
  });

  test('are not forgotten by a restart', async () => {
    const again = await createTestApp({ database: app.app.database, now: () => clock.at });
    expect(codesOf(await check(again, strangerNik(31)))).toEqual(['RATE_LIMITED']);
    expect((await check(again, ASEP)).data?.checkEligibility.outcome).toBe('ELIGIBLE');
    expect(codesOf(await check(again, strangerNik(32)))).toEqual(['RATE_LIMITED']);
    await again.close();
  });

  test("of another client are its own: one that is used up starves nobody else's", async () => {
    expect((await check(app, strangerNik(33), 'post')).errors).toBeUndefined();
  });

  test('are all there again on the next day of Jakarta, not of Greenwich', async () => {
    clock.at = new Date('2026-11-01T16:59:59.000Z');
    expect(codesOf(await check(app, strangerNik(34)))).toEqual(['RATE_LIMITED']);
    clock.at = new Date('2026-11-01T17:00:00.000Z');
    expect(peopleOf(await check(app, strangerNik(34)))).toMatchObject({ counted: 1, remaining: 9 });
  });

  test('are kept by blind index alone, and not beyond two days', async () => {
    const { sql } = app.app.database;
    const stored = await sql.query<{ row: string }>(
      'SELECT c::text || l::text AS row FROM counted_person c JOIN people_ledger l ON l.id = c.ledger_id',
    );
    expect(stored.length).toBeGreaterThan(10);
    for (const { row } of stored) expect(row).not.toMatch(/\d{16}(?![0-9a-f])/);
    clock.at = new Date('2026-11-03T17:00:00.000Z');
    await check(app, SITI);
    const days = await sql.query<{ day: string }>(
      'SELECT DISTINCT day FROM counted_person c JOIN people_ledger l ON l.id = c.ledger_id WHERE budget LIKE $1 ORDER BY day',
      ['partner:019b76da-a800-7000-8000-000000000001:%'],
    );
    expect(days.map(({ day }) => day)).toEqual(['2026-11-04']);
  });

  test('are as many as a new agreement says, once the register is read again', async () => {
    await allowPeople(app, 'sandbox-bank', 1);
    clock.at = new Date(clock.at.getTime() + 31_000);
    expect(codesOf(await check(app, strangerNik(35)))).toEqual(['RATE_LIMITED']);
    await allowPeople(app, 'sandbox-bank', 3);
    clock.at = new Date(clock.at.getTime() + 31_000);
    expect((await check(app, strangerNik(35))).errors).toBeUndefined();
  });
});

describe('the people of an officer', () => {
  let app: TestApp;
  beforeAll(async () => {
    const limits = {
      partner: { pointsPerMinute: 6_000_000 },
      officer: { pointsPerMinute: 600_000, peoplePerDay: 60 },
    };
    app = await createTestApp({ limits });
  });
  afterAll(() => app.close());

  const PAGE =
    'query ($first: Int!) { households(first: $first) { edges { node { address members { person { name } } } } } }';
  const PERSON = 'query ($nik: NIK!) { person(by: { nik: $nik }) { name } }';
  const costOf = (answer: Pick<TestAnswer, 'extensions'>) => answer.extensions!.cost!.people!;

  test('are those whom pages and people show, each once a day', async () => {
    const page = await app.graphql(PAGE, { first: 5 }, 'officer-regency');
    const { asked, counted } = costOf(page);
    expect(asked).toBeGreaterThan(5);
    expect(counted).toBe(asked);
    expect(costOf(await app.graphql(PAGE, { first: 5 }, 'officer-regency'))).toMatchObject({
      asked,
      counted: 0,
    });
  });

  test('who do not exist count, too, and each of them once', async () => {
    const nik = strangerNik(1);
    const first = await app.graphql(PERSON, { nik }, 'officer-regency');
    expect(first.data).toEqual({ person: null });
    expect(costOf(first)).toMatchObject({ asked: 1, counted: 1 });
    expect(costOf(await app.graphql(PERSON, { nik }, 'officer-regency'))).toMatchObject({
      asked: 1,
      counted: 0,
    });
  });

  test('who were read are not counted again when they are checked', async () => {
    await app.graphql(PERSON, { nik: ASEP }, 'officer-regency');
    const input = { ...PAYEE, purpose: 'SOCIAL_SERVICE' };
    expect(costOf(await check(app, ASEP, 'officer-regency', input))).toMatchObject({
      asked: 1,
      counted: 0,
    });
  });

  test('that a page might show and do not fit are refused with 429, and nobody is looked up', async () => {
    const refused = await app.graphql(PAGE, { first: 100 }, 'officer-regency');
    expect(codesOf(refused)).toEqual(['RATE_LIMITED']);
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toBe(String((MIDNIGHT - TEST_NOW.getTime()) / 1000));
    expect(await trailOf(app, refused)).toMatchObject([{ outcome: 'DENIED', people: 0 }]);
  });

  test('of another officer are its own', async () => {
    const input = { ...PAYEE, purpose: 'SOCIAL_SERVICE' };
    for (let index = 0; index < 60; index++) {
      const answer = await check(app, strangerNik(100 + index), 'officer-village', input);
      if (answer.errors !== undefined) throw new Error(`Refused after ${index}.`);
    }
    expect(codesOf(await check(app, strangerNik(99), 'officer-village', input))).toEqual([
      'RATE_LIMITED',
    ]);
    expect((await check(app, strangerNik(99), 'officer-district', input)).errors).toBeUndefined();
  });
});
