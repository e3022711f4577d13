import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf, decisionCount, trailOf } from '../support/registry.js';

const SITI = '3273054208939901';
const ASEP = '3205011704829901';
const ONE =
  'query ($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id outcome } }';
const MANY = `query ($input: CheckEligibilitiesInput!) { checkEligibilities(input: $input) { __typename
  ... on EligibilityDecision { id } ... on EligibilityCheckRefused { code } } }`;
const service = { program: 'PKH', purpose: 'SOCIAL_SERVICE' };
const payee = { program: 'PKH', purpose: 'PAYEE_VERIFICATION' };

interface One {
  readonly checkEligibility: { readonly id: string; readonly outcome: string };
}

/** What cannot be meant is nobody's data; what is refused is an entry. */
const deniedWhere = (code: string) =>
  code === 'BAD_USER_INPUT'
    ? []
    : [{ action: 'checkEligibility', outcome: 'DENIED', people: 0, persons: [], decision: null }];

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('a refused call records no decision, and is written down where something was kept from the caller', () => {
  const nik = ASEP;
  test.each([
    ['another purpose', 'bank', { ...service, nik }, 'FORBIDDEN'],
    ['an unknown program', 'bank', { ...payee, nik, program: 'NO_SUCH' }, 'NOT_FOUND'],
    ['a program outside the purpose', 'bank', { ...payee, nik, program: 'PBI_JK' }, 'NOT_FOUND'],
    [
      'a program outside the agreement',
      'post',
      { ...payee, nik, program: 'PROV-31-KLJ' },
      'NOT_FOUND',
    ],
    ['a day in the future', 'bank', { ...payee, nik, asOf: '2026-11-02' }, 'BAD_USER_INPUT'],
    ['a day before any rule', 'bank', { ...payee, nik, asOf: '1999-01-01' }, 'BAD_USER_INPUT'],
    [
      'claims that the program does not take',
      'bank',
      {
        ...payee,
        nik,
        claims: {
          studentAid: {
            admitted: true,
            graduationYear: 2026,
            degree: 'S1',
            accreditation: 'A',
            livingCostCluster: 2,
          },
        },
      },
      'BAD_USER_INPUT',
    ],
    [
      'a reference of 121 characters',
      'bank',
      { ...payee, nik, reference: 'x'.repeat(121) },
      'BAD_USER_INPUT',
    ],
    ['a malformed NIK', 'bank', { ...payee, nik: '3205011399829901' }, 'BAD_USER_INPUT'],
    ['a day that does not exist', 'bank', { ...payee, nik, asOf: '2026-02-30' }, 'BAD_USER_INPUT'],
  ])('%s', async (_what, persona, input, code) => {
    const before = await decisionCount(app);
    const answer = await app.graphql(ONE, { input }, persona);
    expect(codesOf(answer)).toEqual([code]);
    expect(answer.data ?? null).toBeNull();
    expect(await decisionCount(app)).toBe(before);
    expect(await trailOf(app, answer)).toMatchObject(deniedWhere(code));
  });

  test('a suspended agreement, once the register has been read again', async () => {
    const now = { at: new Date('2026-11-01T03:00:00Z') };
    const later = await createTestApp({ database: app.app.database, now: () => now.at });
    await later.graphql(ONE, { input: { ...payee, nik, program: 'BPNT' } }, 'post');
    await app.app.database.sql.query(
      `UPDATE agreement SET suspended_at = now() WHERE number = 'PKS-CONTOH-POST-01'`,
    );
    now.at = new Date('2026-11-01T03:00:31Z');
    const before = await decisionCount(app);
    const answer = await later.graphql(ONE, { input: { ...payee, nik, program: 'BPNT' } }, 'post');
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(await decisionCount(app)).toBe(before);
    const [entry, ...others] = await trailOf(app, answer);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({ outcome: 'DENIED', basis: 'none in force', tier: 'PARTNER' });
    await later.close();
  });
});

describe('when the record cannot be written, no answer leaves', () => {
  const withBroken = async (table: string, work: () => Promise<void>): Promise<void> => {
    const { sql } = app.app.database;
    await sql.query(
      `CREATE OR REPLACE FUNCTION break_down() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`,
    );
    await sql.query(
      `CREATE TRIGGER break_down BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION break_down()`,
    );
    try {
      await work();
    } finally {
      await sql.query(`DROP TRIGGER break_down ON ${table}`);
    }
  };

  test.each(['decision', 'access_entry'])(
    '%s: a check gives a fault, and neither of the two stands',
    async (table) => {
      const before = await decisionCount(app);
      await withBroken(table, async () => {
        for (const document of [ONE, MANY]) {
          const input =
            document === ONE
              ? { ...payee, nik: SITI }
              : { ...payee, people: [{ nik: SITI }, { nik: ASEP }] };
          const answer = await app.graphql(document, { input }, 'bank');
          expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
          expect(answer.data ?? null).toBeNull();
          expect(JSON.stringify(answer)).not.toMatch(/disk|ELIGIBLE/);
          expect(await trailOf(app, answer)).toEqual([]);
        }
      });
      expect(await decisionCount(app)).toBe(before);
    },
  );

  test('a look at a household or a person shows nothing', async () => {
    await withBroken('access_entry', async () => {
      for (const document of [
        'query ($nik: NIK!) { person(by: { nik: $nik }) { name household { address } } }',
        '{ households(first: 2) { edges { node { address } } } }',
        '{ people(name: "Asep") { edges { node { name } } } }',
      ]) {
        const answer = await app.graphql(document, { nik: ASEP }, 'officer-village');
        expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
        expect(JSON.stringify(answer.data ?? null)).not.toMatch(/Contoh/);
      }
    });
  });

  test('a walk beyond the person who was looked up shows nothing, not even that person', async () => {
    const { sql } = app.app.database;
    await sql.query(
      `CREATE OR REPLACE FUNCTION break_walk() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
         IF NEW.action = 'nested' THEN RAISE EXCEPTION 'the disk is full'; END IF; RETURN NEW; END $$`,
    );
    await sql.query(
      'CREATE TRIGGER break_walk BEFORE INSERT ON access_entry FOR EACH ROW EXECUTE FUNCTION break_walk()',
    );
    const answer = await app.graphql(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { name household { members { person { name } } } } }',
      { nik: ASEP },
      'officer-village',
    );
    await sql.query('DROP TRIGGER break_walk ON access_entry');
    expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
    expect(answer.data ?? null).toBeNull();
  });

  test('and the server goes on answering', async () => {
    const answer = await app.graphql<One>(ONE, { input: { ...payee, nik: SITI } }, 'bank');
    expect(answer.data?.checkEligibility.outcome).toBe('ELIGIBLE');
  });
});
