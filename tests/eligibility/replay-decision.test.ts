import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { decisionCount, householdIdOf, personIdOf, trailOf } from '../support/registry.js';
import { bytesOf, check, CHECK, REPLAY, type ShownAnswer } from '../support/shown-decision.js';

const ASEP = '3205011704829901';
const ASEP_KK = '3205012001129901';
const CECEP = '3205013101869901';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

test('a replay gives the same bytes after household, decile, members and lives have changed', async () => {
  const { sql } = app.app.database;
  const asked = [
    [{ nik: ASEP, program: 'PKH', purpose: 'PAYEE_VERIFICATION', reference: 'SP2D-1' }, 'bank'],
    [{ nik: ASEP, program: 'PKH', purpose: 'SOCIAL_SERVICE' }, 'officer-village'],
    [{ nik: ASEP, program: 'PBI_JK', purpose: 'HEALTH_COVERAGE_CHECK' }, 'hospital'],
    [{ nik: ASEP, program: 'BPNT', purpose: 'SELF_SERVICE' }, 'citizen-desk'],
    [
      {
        nik: '3510016303089901',
        program: 'KIP_KULIAH',
        purpose: 'STUDENT_AID_SCREENING',
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
      'university',
    ],
    [{ nik: '3205011704829999', program: 'PKH', purpose: 'PAYEE_VERIFICATION' }, 'bank'],
  ] as const;
  const first = [];
  for (const [input, persona] of asked) first.push(await check(app, input, persona));

  const household = await householdIdOf(app, ASEP_KK);
  const asep = await personIdOf(app, ASEP);
  await sql.query(
    'UPDATE household SET monthly_income = 99000000, version = version + 1 WHERE id = $1::uuid',
    [household],
  );
  await sql.query('UPDATE registry_listing SET decile = 10 WHERE household_id = $1::uuid', [
    household,
  ]);
  await sql.query(
    `UPDATE person SET death_date = DATE '2026-10-01', version = version + 1 WHERE id = $1::uuid`,
    [asep],
  );
  await sql.query('DELETE FROM person_condition WHERE household_id = $1::uuid', [household]);
  await sql.query(`UPDATE dukcapil_match SET status = 'NOT_FOUND' WHERE person_id = $1::uuid`, [
    asep,
  ]);

  for (const [index, [input, persona]] of asked.entries()) {
    const former = first[index]!;
    const { data, errors } = await app.graphql<ShownAnswer>(REPLAY, { id: former.id }, persona);
    expect(errors).toBeUndefined();
    expect(bytesOf(data!.decision!)).toBe(bytesOf(former));
    if (input.nik !== ASEP) continue;
    const anew = await check(app, input, persona);
    expect(anew.outcome).toBe('INELIGIBLE');
  }
});

describe('who may read a decision', () => {
  test("an officer reads the bank's decision about a person of the territory in full", async () => {
    const own = await check(
      app,
      { nik: CECEP, program: 'PKH', purpose: 'PAYEE_VERIFICATION' },
      'bank',
    );
    expect(own.criteria.map(({ code }) => code)).toEqual([
      'NIK_MATCHED',
      'ALIVE',
      'OTHER_CRITERIA',
    ]);
    const answer = await app.graphql<ShownAnswer>(REPLAY, { id: own.id }, 'officer-district');
    const codes = answer.data!.decision!.criteria.map(({ code }) => code);
    expect(codes).toEqual(
      expect.arrayContaining(['NIK_MATCHED', 'LISTED_IN_REGISTRY', 'DECILE_WITHIN_LIMIT']),
    );
    expect(codes).not.toContain('OTHER_CRITERIA');
    expect(answer.data!.decision!.outcome).toBe(own.outcome);
    const list = await app.graphql<{
      person: { decisions: { edges: { node: { id: string; criteria: { code: string }[] } }[] } };
    }>(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { decisions(first: 5) { edges { node { id criteria { code } } } } } }',
      { nik: CECEP },
      'officer-village',
    );
    const listed = list.data!.person.decisions.edges.map(({ node }) => node);
    expect(listed.find(({ id }) => id === own.id)?.criteria.map(({ code }) => code)).toEqual(codes);
  });

  test('a partner reads its own alone, and each look leaves an entry with its agreement', async () => {
    const own = await check(
      app,
      { nik: CECEP, program: 'BPNT', purpose: 'PAYEE_VERIFICATION' },
      'bank',
    );
    const before = await decisionCount(app);
    const answer = await app.graphql<ShownAnswer>(REPLAY, { id: own.id }, 'bank');
    expect(await trailOf(app, answer)).toMatchObject([
      {
        action: 'eligibilityDecision',
        basis: 'PKS-CONTOH-BANK-01',
        purpose: 'PAYEE_VERIFICATION',
        fields: ['outcome', 'criteria:limited', 'enrolment', 'entitlement'],
        people: 1,
        persons: [await personIdOf(app, CECEP)],
        decision: own.id,
      },
    ]);
    for (const persona of ['post', 'hospital', 'university', 'citizen-desk']) {
      const other = await app.graphql<ShownAnswer>(REPLAY, { id: own.id }, persona);
      expect(other.errors).toBeUndefined();
      expect(other.data).toEqual({ decision: null });
      const [look, ...others] = await trailOf(app, other);
      expect(others).toEqual([]);
      expect(look).toMatchObject({ action: 'eligibilityDecision', people: 0, decision: null });
    }
    expect(await decisionCount(app)).toBe(before);
  });

  test('decisions of a person are paged, latest first, each once', async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count++) {
      made.unshift(
        (
          await check(
            app,
            { nik: '3205016802879901', program: 'PKH', purpose: 'PAYEE_VERIFICATION' },
            'bank',
          )
        ).id,
      );
    }
    const PAGE = `query ($nik: NIK!, $after: String) { person(by: { nik: $nik }) { decisions(first: 2, after: $after) {
      edges { cursor node { id } } pageInfo { hasNextPage endCursor } } } }`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const answer: Awaited<
        ReturnType<
          typeof app.graphql<{
            person: {
              decisions: {
                edges: { node: { id: string } }[];
                pageInfo: { hasNextPage: boolean; endCursor: string };
              };
            };
          }>
        >
      > = await app.graphql(PAGE, { nik: '3205016802879901', after }, 'officer-regency');
      const { edges, pageInfo } = answer.data!.person.decisions;
      seen.push(...edges.map(({ node }) => node.id));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(made);
  });
});

test('a decision by a rule that another server has only just published is replayed here at once', async () => {
  await check(app, { nik: ASEP, program: 'PKH', purpose: 'SOCIAL_SERVICE' }, 'officer-regency');
  await app.app.database.sql.query(
    `INSERT INTO rule_version (id, program_id, version, in_force_from, legal_basis, rule_set)
     SELECT uuid_v7(), program_id, '2026-10-30', DATE '2026-10-30', legal_basis,
       jsonb_set(rule_set, '{version}', '"2026-10-30"')
     FROM rule_version WHERE program_id = (SELECT id FROM program WHERE code = 'PKH') ORDER BY in_force_from DESC LIMIT 1`,
  );
  const other = await createTestApp({ database: app.app.database });
  const made = await other.graphql<ShownAnswer>(
    CHECK,
    { input: { nik: ASEP, program: 'PKH', purpose: 'SOCIAL_SERVICE' } },
    'officer-regency',
  );
  const { id, ruleVersion } = made.data!.decision!;
  expect(ruleVersion).toBe('PKH@2026-10-30');
  const replayed = await app.graphql<ShownAnswer>(REPLAY, { id }, 'officer-regency');
  expect(replayed.errors).toBeUndefined();
  expect(replayed.data!.decision).toMatchObject({ id, ruleVersion });
  await other.close();
});
