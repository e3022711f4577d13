import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf, decisionCount } from '../support/registry.js';
import { bytesOf, check, CHECK, REPLAY, type ShownAnswer } from '../support/shown-decision.js';

const CECEP = '3205013101869901';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('the rule in force', () => {
  const bpnt = (asOf: string) =>
    check(app, { nik: CECEP, program: 'BPNT', purpose: 'SOCIAL_SERVICE', asOf }, 'officer-regency');

  test('of BPNT is another before and from 2020-03-01, with another amount', async () => {
    const before = await bpnt('2020-02-29');
    const after = await bpnt('2020-03-01');
    expect(before).toMatchObject({
      ruleVersion: 'BPNT@2019-01-01',
      asOf: '2020-02-29',
      outcome: 'ELIGIBLE',
    });
    expect(after).toMatchObject({
      ruleVersion: 'BPNT@2020-03-01',
      asOf: '2020-03-01',
      outcome: 'ELIGIBLE',
    });
    expect(before.entitlement?.perYear).toBe(1_800_000);
    expect(after.entitlement?.perYear).toBe(2_400_000);
    const { data } = await app.graphql<ShownAnswer>(REPLAY, { id: before.id }, 'officer-regency');
    expect(bytesOf(data!.decision!)).toBe(bytesOf(before));
  });

  test('is that of today in Jakarta where no day is named, and tomorrow is refused', async () => {
    expect(
      await check(
        app,
        { nik: CECEP, program: 'BPNT', purpose: 'SOCIAL_SERVICE' },
        'officer-regency',
      ),
    ).toMatchObject({ asOf: '2026-11-01' });
    for (const [instant, today, tomorrow] of [
      ['2026-11-01T16:59:59Z', '2026-11-01', '2026-11-02'],
      ['2026-11-01T17:00:00Z', '2026-11-02', '2026-11-03'],
    ] as const) {
      const later = await createTestApp({
        database: app.app.database,
        now: () => new Date(instant),
      });
      const ask = (asOf?: string) =>
        later.graphql<ShownAnswer>(
          CHECK,
          { input: { nik: CECEP, program: 'BPNT', purpose: 'SOCIAL_SERVICE', asOf } },
          'officer-regency',
        );
      expect((await ask()).data?.decision).toMatchObject({ asOf: today });
      expect((await ask(today)).data?.decision).toMatchObject({ asOf: today });
      expect(codesOf(await ask(tomorrow))).toEqual(['BAD_USER_INPUT']);
      await later.close();
    }
  });

  test('is missing on a day before the first, which is refused', async () => {
    const answer = await app.graphql(
      CHECK,
      { input: { nik: CECEP, program: 'BPNT', purpose: 'SOCIAL_SERVICE', asOf: '2018-12-31' } },
      'officer-regency',
    );
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toBe('No rule of this program was in force on asOf.');
  });
});

describe('claims', () => {
  const student = {
    admitted: true,
    graduationYear: 2026,
    degree: 'S1',
    accreditation: 'A',
    livingCostCluster: 2,
  };
  const ask = (claims: unknown) =>
    app.graphql<ShownAnswer>(
      CHECK,
      {
        input: {
          nik: '3510016202089901',
          program: 'KIP_KULIAH',
          purpose: 'STUDENT_AID_SCREENING',
          claims,
        },
      },
      'university',
    );

  test.each([
    ['a cluster of 0', { ...student, livingCostCluster: 0 }, 'claims.livingCostCluster'],
    ['a cluster of 6', { ...student, livingCostCluster: 6 }, 'claims.livingCostCluster'],
    ['a graduation in 1949', { ...student, graduationYear: 1949 }, 'claims.graduationYear'],
    ['a graduation in 2200', { ...student, graduationYear: 2200 }, 'claims.graduationYear'],
    ['a family of nobody', { ...student, familySize: 0 }, 'claims.familySize'],
    ['a family of a hundred', { ...student, familySize: 100 }, 'claims.familySize'],
    ['a negative income', { ...student, parentsMonthlyIncome: -1 }, 'rupiah'],
    ['an income with a fraction', { ...student, parentsMonthlyIncome: 1.5 }, 'rupiah'],
    ['an unknown degree', { ...student, degree: 'S9' }, 'Degree'],
  ])('with %s are refused, and the message names the claim', async (_what, studentAid, words) => {
    const before = await decisionCount(app);
    const answer = await ask({ studentAid });
    expect(codesOf(answer)).toEqual(['BAD_USER_INPUT']);
    expect(answer.errors?.[0]?.message).toContain(words);
    expect(await decisionCount(app)).toBe(before);
  });

  test('of no kind are refused; absent, or explicitly null, they were not made', async () => {
    expect(codesOf(await ask({}))).toEqual(['BAD_USER_INPUT']);
    for (const claims of [undefined, null]) {
      expect((await ask(claims)).data?.decision?.outcome).toBeDefined();
    }
  });

  test('are kept with the decision: an absent income is unknown, a stated one decides', async () => {
    const open = await ask({
      studentAid: { ...student, hasSktm: true, parentsMonthlyIncome: null },
    });
    expect(open.data?.decision?.outcome).toBe('UNDETERMINED');
    const told = await ask({
      studentAid: { ...student, hasSktm: true, parentsMonthlyIncome: 5_600_000, familySize: 8 },
    });
    expect(told.data?.decision?.outcome).toBe('ELIGIBLE');
    for (const { data } of [open, told]) {
      const again = await app.graphql<ShownAnswer>(
        REPLAY,
        { id: data!.decision!.id },
        'university',
      );
      expect(bytesOf(again.data!.decision!)).toBe(bytesOf(data!.decision!));
    }
  });
});
