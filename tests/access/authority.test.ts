import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf, decisionCount, householdIdOf, personIdOf } from '../support/registry.js';

const GARUT_NIK = '3205011704829901';
const GARUT_KK = '3205012001129901';
const JAKARTA_NIK = '3171012707889901';
const OUTSIDERS = ['bank', 'post', 'hospital', 'university', 'citizen-desk'];

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('the viewer', () => {
  const VIEWER =
    '{ viewer { tier name purpose roles scopes territory { code } partner { name kind } } }';
  test.each([
    [
      'bank',
      {
        tier: 'PARTNER',
        purpose: 'PAYEE_VERIFICATION',
        territory: null,
        partner: { name: 'Bank Contoh', kind: 'BANK' },
      },
    ],
    [
      'post',
      {
        tier: 'PARTNER',
        purpose: 'PAYEE_VERIFICATION',
        territory: null,
        partner: { name: 'Pos Contoh', kind: 'POST' },
      },
    ],
    [
      'hospital',
      {
        tier: 'PARTNER',
        purpose: 'HEALTH_COVERAGE_CHECK',
        territory: null,
        partner: { name: 'RS Contoh', kind: 'HOSPITAL' },
      },
    ],
    [
      'university',
      {
        tier: 'PARTNER',
        purpose: 'STUDENT_AID_SCREENING',
        territory: null,
        partner: { name: 'Universitas Contoh', kind: 'UNIVERSITY' },
      },
    ],
    [
      'officer-national',
      { tier: 'NATIONAL', purpose: 'SOCIAL_SERVICE', territory: null, partner: null },
    ],
    [
      'officer-province',
      { tier: 'PROVINCE', purpose: 'SOCIAL_SERVICE', territory: { code: '32' }, partner: null },
    ],
    [
      'officer-regency',
      { tier: 'REGENCY', purpose: 'SOCIAL_SERVICE', territory: { code: '32.05' }, partner: null },
    ],
    [
      'social-worker',
      { tier: 'REGENCY', roles: ['social_worker'], territory: { code: '32.05' }, partner: null },
    ],
    [
      'officer-district',
      {
        tier: 'DISTRICT',
        purpose: 'SOCIAL_SERVICE',
        territory: { code: '32.05.01' },
        partner: null,
      },
    ],
    [
      'officer-village',
      {
        tier: 'VILLAGE',
        purpose: 'SOCIAL_SERVICE',
        territory: { code: '32.05.01.1001' },
        partner: null,
      },
    ],
    [
      'citizen-desk',
      { tier: 'CITIZEN', purpose: 'SELF_SERVICE', territory: { code: '32.05' }, partner: null },
    ],
    [
      'officer:93.01',
      { tier: 'REGENCY', purpose: 'SOCIAL_SERVICE', territory: { code: '93.01' }, partner: null },
    ],
  ])('%s is told who it is', async (persona, viewer) => {
    const { data, errors } = await app.graphql(VIEWER, {}, persona);
    expect(errors).toBeUndefined();
    expect(data?.['viewer']).toMatchObject(viewer);
  });

  test('is nobody without a token', async () => {
    const answer = await app.graphql(VIEWER);
    expect(answer.status).toBe(401);
    expect(codesOf(answer)).toEqual(['UNAUTHENTICATED']);
  });
});

const OFFICER_FIELDS: readonly (readonly [string, string, object])[] = [
  [
    'household',
    'query ($kk: KkNumber!) { household(by: { kkNumber: $kk }) { id } }',
    { kk: GARUT_KK },
  ],
  ['households', '{ households(first: 1) { edges { node { id } } } }', {}],
  [
    'households within',
    '{ households(within: "32.05", first: 1) { pageInfo { hasNextPage } } }',
    {},
  ],
  ['person', 'query ($nik: NIK!) { person(by: { nik: $nik }) { id } }', { nik: GARUT_NIK }],
  ['people', '{ people(name: "Asep", within: "32.05") { edges { cursor } } }', {}],
];

describe.each(OFFICER_FIELDS)('%s', (_field, document, variables) => {
  test.each(OUTSIDERS)('is forbidden to %s, which learns nothing from it', async (persona) => {
    const answer = await app.graphql(document, variables, persona);
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    for (const value of Object.values(answer.data ?? {})) expect(value).toBeNull();
    const other = await app.graphql(
      document.replace(/32\.05/, '31.71'),
      { kk: '3171011612169999', nik: '3171012707889999', ...{} },
      persona,
    );
    if (!document.includes('$')) return;
    expect(other.errors?.map(({ message }) => message)).toEqual(
      answer.errors?.map(({ message }) => message),
    );
  });
});

test('an outsider reaches no person through an alias, a fragment or a page that it may see', async () => {
  const hidden = 'household(by: { id: "x" }) { id members { person { nik } } }';
  for (const persona of OUTSIDERS) {
    const answer = await app.graphql(
      `query { viewer { tier } secret: ${hidden} ...Hidden } fragment Hidden on Query { again: ${hidden} }`,
      {},
      persona,
    );
    expect(codesOf(answer)).toEqual(['FORBIDDEN', 'FORBIDDEN']);
    expect(answer.data).toMatchObject({ viewer: {}, secret: null, again: null });
  }
});

describe('another territory is not there', () => {
  test('through a page of the area around it', async () => {
    const names = async (persona: string) =>
      JSON.stringify(
        (
          await app.graphql(
            '{ households(first: 100) { edges { node { village { code } members { person { name } } } } } }',
            {},
            persona,
          )
        ).data,
      );
    expect(await names('officer:31')).toContain('Rahmat Contoh');
    expect(await names('officer-regency')).not.toContain('Rahmat Contoh');
  });

  test('through a person who lived in the territory and moved away', async () => {
    const { sql } = app.app.database;
    const moved = await personIdOf(app, '3205016802879901');
    const there = await householdIdOf(app, '3171012909099901');
    await sql.transaction(async (inner) => {
      await inner.query(
        `UPDATE household_member SET until = DATE '2026-10-01' WHERE person_id = $1::uuid`,
        [moved],
      );
      await inner.query(
        `INSERT INTO household_member (id, household_id, person_id, relationship, since)
         VALUES ($1::uuid, $2::uuid, $3::uuid, 'OTHER', DATE '2026-10-01')`,
        [app.app.newId(), there, moved],
      );
      await inner.query(
        `UPDATE person SET household_id = h.id, village_code = h.village_code FROM household h WHERE person.id = $1::uuid AND h.id = $2::uuid`,
        [moved, there],
      );
    });
    const PERSON = `query ($id: ID!) { person(by: { id: $id }) { name memberships { household { village { code } members { person { name } } } } } }`;
    const before = await app.graphql(PERSON, { id: moved }, 'officer-regency');
    expect(before.data).toEqual({ person: null });
    const now = await app.graphql(PERSON, { id: moved }, 'officer:31');
    expect(now.errors).toBeUndefined();
    expect(now.data?.['person']).toMatchObject({
      name: 'Imas Contoh',
      memberships: [{ household: { village: { code: '31.71.01.1001' } } }],
    });
    expect(JSON.stringify(now.data)).not.toContain('32.05');
    const both = await app.graphql(PERSON, { id: moved }, 'officer-national');
    expect(JSON.stringify(both.data)).toContain('32.05.01.1001');
  });

  test('even where a record wrongly points across the border: nobody is there', async () => {
    const { sql } = app.app.database;
    const stranger = await personIdOf(app, JAKARTA_NIK);
    const household = await householdIdOf(app, GARUT_KK);
    await sql.query(
      `INSERT INTO exclusion (id, household_id, person_id, ground_code, since)
       VALUES ($1::uuid, $2::uuid, $3::uuid, 'ACTIVE_STATE_EMPLOYEE', DATE '2026-01-01')`,
      [app.app.newId(), household, stranger],
    );
    const answer = await app.graphql(
      'query ($id: ID!) { household(by: { id: $id }) { exclusions { person { name } } } }',
      { id: household },
      'officer-regency',
    );
    expect(answer.errors).toBeUndefined();
    expect(answer.data).toEqual({ household: { exclusions: [{ person: null }] } });
  });

  test('through eligibilityDecision, for an officer as for another partner', async () => {
    const check = await app.graphql<{ checkEligibility: { id: string } }>(
      `query ($nik: NIK!) { checkEligibility(input: { nik: $nik, program: "PKH", purpose: PAYEE_VERIFICATION }) { id } }`,
      { nik: JAKARTA_NIK },
      'bank',
    );
    const { id } = check.data!.checkEligibility;
    const READ = 'query ($id: ID!) { eligibilityDecision(id: $id) { id outcome } }';
    const before = await decisionCount(app);
    const missing = await app.graphql(READ, { id: '01900000-0000-7000-8000-000000000000' }, 'bank');
    expect(missing.data).toEqual({ eligibilityDecision: null });
    for (const persona of [
      'officer-regency',
      'officer-province',
      'post',
      'hospital',
      'citizen-desk',
    ]) {
      const answer = await app.graphql(READ, { id }, persona);
      expect(answer.errors).toBeUndefined();
      expect(answer.data).toEqual({ eligibilityDecision: null });
    }
    for (const persona of ['bank', 'officer:31', 'officer:31.71.01.1001', 'officer-national']) {
      const answer = await app.graphql(READ, { id }, persona);
      expect(answer.data).toMatchObject({ eligibilityDecision: { id } });
    }
    for (const wrong of ['', 'x', '%', id.toUpperCase(), `${id}'`]) {
      expect((await app.graphql(READ, { id: wrong }, 'bank')).data).toEqual({
        eligibilityDecision: null,
      });
    }
    expect(await decisionCount(app)).toBe(before);
  });
});
