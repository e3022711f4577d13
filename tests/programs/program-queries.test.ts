import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestAnswer, type TestApp } from '../support/app.js';

interface Program {
  readonly code: string;
  readonly id: string;
  readonly indonesia: string;
  readonly english: string;
  readonly administeringTier: string;
  readonly unit: string;
  readonly owner: { readonly code: string } | null;
  readonly legalBasis: string;
  readonly ruleVersions: readonly {
    readonly version: string;
    readonly inForceFrom: string;
    readonly inForceUntil: string | null;
    readonly legalBasis: string;
    readonly criteria: readonly {
      readonly code: string;
      readonly indonesia: string;
      readonly english: string;
      readonly legalBasis: string;
    }[];
    readonly maxSemesters: readonly { readonly degree: string; readonly semesters: number }[];
  }[];
}

const FIELDS = /* GraphQL */ `
  fragment Whole on AidProgram {
    id
    code
    indonesia: name
    english: name(language: EN)
    administeringTier
    unit
    owner {
      code
    }
    legalBasis
    ruleVersions {
      version
      inForceFrom
      inForceUntil
      legalBasis
      criteria {
        code
        indonesia: message(language: ID)
        english: message(language: EN)
        legalBasis
      }
      maxSemesters {
        degree
        semesters
      }
    }
  }
`;
const ALL = `${FIELDS} query ($first: Int, $after: String) { aidPrograms(first: $first, after: $after) {
  edges { cursor node { ...Whole } } pageInfo { hasNextPage endCursor } } }`;
const ONE = `${FIELDS} query ($code: String!) { aidProgram(code: $code) { ...Whole } }`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

async function allPrograms(first: number): Promise<Program[]> {
  const programs: Program[] = [];
  let after: string | null = null;
  do {
    const answer: TestAnswer<{
      aidPrograms: {
        edges: { cursor: string; node: Program }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    }> = await app.graphql(ALL, { first, after }, 'bank');
    const { data, errors } = answer;
    expect(errors).toBeUndefined();
    const { edges, pageInfo } = data!.aidPrograms;
    for (const { cursor, node } of edges) {
      expect(Buffer.from(cursor, 'base64').toString()).toBe(node.id);
      programs.push(node);
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return programs;
}

test('every caller reads the seven programs, page by page each once', async () => {
  const whole = await allPrograms(20);
  expect(whole.map(({ code }) => code).sort()).toEqual([
    'APBD-32.05-FIRE',
    'BPNT',
    'KIP_KULIAH',
    'PBI_JK',
    'PKH',
    'PROV-31-KLJ',
    'RST',
  ]);
  expect(await allPrograms(2)).toEqual(whole);
});

test('a regional program names the province or regency that owns it', async () => {
  const programs = new Map((await allPrograms(20)).map((one) => [one.code, one]));
  expect(programs.get('PROV-31-KLJ')).toMatchObject({
    administeringTier: 'PROVINCE',
    owner: { code: '31' },
  });
  expect(programs.get('APBD-32.05-FIRE')).toMatchObject({
    administeringTier: 'REGENCY',
    owner: { code: '32.05' },
  });
  expect(programs.get('PKH')).toMatchObject({ administeringTier: 'NATIONAL', owner: null });
});

test('every criterion of every rule version is said in both languages, with its legal basis', async () => {
  for (const { ruleVersions } of await allPrograms(20)) {
    expect(ruleVersions.length).toBeGreaterThan(0);
    for (const { criteria } of ruleVersions) {
      expect(criteria.length).toBeGreaterThan(1);
      for (const { code, indonesia, english, legalBasis } of criteria) {
        expect(code).toMatch(/^[A-Z][A-Z_]+$/);
        expect(indonesia).not.toBe('');
        expect(english).not.toBe('');
        expect(english).not.toBe(indonesia);
        expect(legalBasis).not.toBe('');
      }
    }
  }
});

test('BPNT has two rule versions that meet on 2020-03-01', async () => {
  const { data } = await app.graphql<{ aidProgram: Program }>(
    ONE,
    { code: 'BPNT' },
    'citizen-desk',
  );
  const [later, earlier] = data!.aidProgram.ruleVersions;
  expect(later).toMatchObject({ inForceFrom: '2020-03-01', inForceUntil: null });
  expect(earlier?.inForceFrom).toBe('2019-01-01');
  expect([null, '2020-03-01']).toContain(earlier?.inForceUntil);
  expect(later?.version).not.toBe(earlier?.version);
});

test('KIP Kuliah says for how many semesters each degree is aided, and no other program does', async () => {
  for (const { code, ruleVersions } of await allPrograms(20)) {
    const semesters = Object.fromEntries(
      ruleVersions[0]!.maxSemesters.map((one) => [one.degree, one.semesters]),
    );
    expect(semesters).toEqual(
      code === 'KIP_KULIAH' ? { S1: 8, D4: 8, D3: 6, D2: 4, PROFESSION: 4 } : {},
    );
  }
});

test('a program that does not exist is null, whatever its name holds', async () => {
  for (const code of ['NO_SUCH', '', '%', "PKH'--", 'pkh']) {
    const { data, errors } = await app.graphql(ONE, { code }, 'bank');
    expect(errors).toBeUndefined();
    expect(data).toEqual({ aidProgram: null });
  }
});

test('the grounds of exclusion are an open catalog in both languages', async () => {
  const { data } = await app.graphql<{
    exclusionGrounds: { code: string; id: string; en: string; scope: string; legalBasis: string }[];
  }>(
    '{ exclusionGrounds { code id: name(language: ID) en: name(language: EN) scope legalBasis } }',
    {},
    'hospital',
  );
  const grounds = data!.exclusionGrounds;
  expect(grounds.map(({ code }) => code)).toContain('FAMILY_OF_STATE_EMPLOYEE');
  expect(grounds.map(({ code }) => code)).toEqual(grounds.map(({ code }) => code).sort());
  for (const { id, en, scope, legalBasis } of grounds) {
    expect(id).not.toBe('');
    expect(en).not.toBe('');
    expect(['PERSON', 'FAMILY']).toContain(scope);
    expect(legalBasis).not.toBe('');
  }
});
