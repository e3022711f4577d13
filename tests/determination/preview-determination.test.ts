import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admitRun } from '../../api/determination/admit-run.js';
import { CHANGES } from '../../api/determination/change.js';
import type { Principal } from '../../api/auth/principal.js';
import { actAs, officerOf } from '../support/act-as.js';
import { decideCountry } from '../support/decide-country.js';
import { createTestApp, type TestAnswer, type TestApp } from '../support/app.js';
import { codesOf, trailOf } from '../support/registry.js';
import { shippedRuleSet } from '../support/shipped-rule-sets.js';

const AS_OF = '2026-11-01';
const COUNTRY = officerOf('NATIONAL', null);

interface Count {
  readonly change: (typeof CHANGES)[number];
  readonly count: number | null;
  readonly perYear: number | null;
  readonly suppressed: boolean;
}
interface Preview {
  readonly previewDetermination: {
    readonly ruleVersion: string;
    readonly households: number;
    readonly persons: number;
    readonly totals: readonly Count[];
    readonly areas: readonly { readonly code: string; readonly counts: readonly Count[] }[];
  };
}
const COUNTS = '{ change count perYear suppressed }';
const PREVIEW = `query ($input: PreviewDeterminationInput!) { previewDetermination(input: $input) {
  ruleVersion households persons totals ${COUNTS} areas { code counts ${COUNTS} } } }`;
const CHANGED = `query ($input: DeterminationChangesInput!, $first: Int, $after: String) {
  determinationChanges(input: $input, first: $first, after: $after) {
    edges { node { id kkNumber } } pageInfo { hasNextPage endCursor } } }`;

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const preview = (input: object, persona = 'officer-national'): Promise<TestAnswer<Preview>> =>
  app.graphql<Preview>(PREVIEW, { input: { program: 'PKH', asOf: AS_OF, ...input } }, persona);

const placed = (program: string, officer: Principal = COUNTRY) =>
  decideCountry(app, program, officer);

describe('the numbers', () => {
  test('are those of who is decided, for the office that determines, and add up', async () => {
    const rows = await placed('PKH');
    const { data } = await preview({});
    const { totals, areas, households, ruleVersion } = data!.previewDetermination;
    for (const change of CHANGES) {
      const here = rows.filter((row) => row.change === change);
      const total = totals.find((one) => one.change === change);
      expect(total?.count).toBe(here.length);
      const cells = areas.flatMap(({ counts }) => counts).filter((one) => one.change === change);
      expect(cells.reduce((sum, { count }) => sum + count!, 0)).toBe(here.length);
      if (change === 'ENTERING') {
        const due = here.reduce((sum, { per_year: perYear }) => sum + Number(perYear), 0);
        expect(total?.perYear).toBe(due);
      }
    }
    expect(totals.filter(({ count }) => count! > 0).length).toBeGreaterThanOrEqual(3);
    expect(households).toBe(rows.length);
    expect(ruleVersion).toBe(`PKH@${shippedRuleSet('PKH').version}`);
  });

  test('are broken down by villages of a regency, and by nothing further below', async () => {
    const { data } = await preview({ region: '32.05', by: 'VILLAGE' });
    const codes = data!.previewDetermination.areas.map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every((code) => /^32\.05\.\d\d\.\d{4}$/.test(code))).toBe(true);
    expect(codesOf(await preview({ region: '32', by: 'VILLAGE' }))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await preview({ region: '32.05', by: 'PROVINCE' }))).toEqual(['BAD_USER_INPUT']);
  });

  test('of one to four are kept from who does not determine the program', async () => {
    const exact = (await preview({ region: '32' })).data!.previewDetermination;
    const seen = (await preview({}, 'officer-province')).data!.previewDetermination;
    expect(seen.areas.map(({ code }) => code)).toEqual(exact.areas.map(({ code }) => code));
    const small = exact.areas.flatMap(({ counts }, at) =>
      counts.flatMap(({ count }, place) =>
        count! > 0 && count! < 5 ? [seen.areas[at]!.counts[place]!] : [],
      ),
    );
    expect(small.length).toBeGreaterThan(0);
    for (const cell of small) {
      expect(cell).toMatchObject({ count: null, perYear: null, suppressed: true });
    }
    expect(exact.areas.flatMap(({ counts }) => counts).some(({ suppressed }) => suppressed)).toBe(
      false,
    );
  });
});

test('nothing of it is in force: enrolments and decisions are as they were', async () => {
  const state = () =>
    app.app.database.sql.query(
      `SELECT (SELECT count(*)::int4 FROM decision) AS decisions,
         (SELECT md5(string_agg(e::text, ',' ORDER BY e.id)) FROM enrolment e) AS enrolments`,
    );
  const before = await state();
  await preview({});
  expect(await state()).toEqual(before);
});

test('a household that is enrolled and in which nobody is left leaves', async () => {
  const { sql } = app.app.database;
  const staying = (await placed('PKH')).find(({ change }) => change === 'STAYING');
  const home = [staying!.household_id, '2026-10-15'];
  await sql.query(
    'UPDATE household_member SET until = $2::date WHERE household_id = $1::uuid AND until IS NULL',
    home,
  );
  const row = (await placed('PKH')).find((one) => one.household_id === staying!.household_id);
  expect(row).toMatchObject({ change: 'LEAVING', person_id: null });
  await sql.query(
    'UPDATE household_member SET until = NULL WHERE household_id = $1::uuid AND until = $2::date',
    home,
  );
});

describe('who', () => {
  test('the households themselves are for the office that determines, page by page, and each look is written down', async () => {
    const rows = (await placed('PKH')).filter(({ change }) => change === 'ENTERING');
    const village = rows[0]!.village_code;
    const expected = rows.filter((row) => row.village_code === village).map((r) => r.household_id);
    const input = { program: 'PKH', asOf: AS_OF, region: village, change: 'ENTERING' };
    const found: string[] = [];
    let after: string | null = null;
    do {
      const answer: TestAnswer<{
        determinationChanges: {
          edges: { node: { id: string; kkNumber: string | null } }[];
          pageInfo: { hasNextPage: boolean; endCursor: string | null };
        };
      }> = await app.graphql(CHANGED, { input, first: 2, after }, 'officer-national');
      expect(answer.errors).toBeUndefined();
      const { edges, pageInfo } = answer.data!.determinationChanges;
      found.push(...edges.map(({ node }) => node.id));
      const [look] = await trailOf(app, answer);
      expect(look).toMatchObject({ action: 'determinationChanges', outcome: 'ALLOWED' });
      expect(look!.people).toBeGreaterThanOrEqual(edges.length);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  test('others do not see them, and an area elsewhere is none', async () => {
    const input = { program: 'PKH', asOf: AS_OF, region: '32.05.01.1001', change: 'ENTERING' };
    for (const persona of ['officer-regency', 'officer-province', 'regency-head']) {
      expect(codesOf(await app.graphql(CHANGED, { input }, persona))).toEqual(['FORBIDDEN']);
    }
    const larger = { ...input, region: '32.05' };
    expect(codesOf(await app.graphql(CHANGED, { input: larger }, 'officer-national'))).toEqual([
      'BAD_USER_INPUT',
    ]);
    expect(codesOf(await preview({ region: '31' }, 'officer-province'))).toEqual(['NOT_FOUND']);
    expect(codesOf(await preview({ region: '32' }, 'officer-regency'))).toEqual(['NOT_FOUND']);
  });

  test('tiers and roles whose work it is not are refused', async () => {
    for (const persona of [
      ...['bank', 'citizen-desk', 'officer-village', 'village-head', 'officer-district'],
      ...['social-worker', 'auditor'],
    ]) {
      expect(codesOf(await preview({}, persona)), persona).toEqual(['FORBIDDEN']);
    }
    expect(codesOf(await preview({ program: 'KIP_KULIAH' }))).toEqual(['BAD_USER_INPUT']);
    expect(codesOf(await preview({ program: 'NONE' }))).toEqual(['NOT_FOUND']);
    expect(codesOf(await preview({ asOf: '2026-11-02' }))).toEqual(['BAD_USER_INPUT']);
  });

  test('the functions below give the same offices their territory, and others nothing', async () => {
    const seen = async (officer: Principal) =>
      new Set((await placed('PKH', officer)).map((row) => row.village_code.slice(0, 5)));
    expect((await seen(COUNTRY)).size).toBeGreaterThan(5);
    expect(await seen(officerOf('REGENCY', '32.05'))).toEqual(new Set(['32.05']));
    const province = await seen(officerOf('PROVINCE', '32'));
    expect([...province].every((code) => code.startsWith('32.'))).toBe(true);
    for (const nobody of [
      officerOf('VILLAGE', '32.05.01.1001'),
      officerOf('DISTRICT', '32.05.01'),
      officerOf('REGENCY', '32.05', ['social_worker']),
      officerOf('NATIONAL', null, ['auditor']),
      { ...COUNTRY, purpose: 'SELF_SERVICE' as const },
    ]) {
      expect(await seen(nobody)).toEqual(new Set());
    }
  });

  test('a regency determines a program of its own, and sees every number of it', async () => {
    const { sql } = app.app.database;
    await sql.query(
      `INSERT INTO program (id, code, name_id, name_en, administering_tier, unit, owner_code, legal_basis)
       SELECT gen_random_uuid(), 'KAB-CONTOH', name_id, name_en, 'REGENCY', unit, '32.05', legal_basis FROM program WHERE code = 'PKH'`,
    );
    await sql.query(
      `INSERT INTO rule_version (id, program_id, version, in_force_from, legal_basis, rule_set)
       SELECT gen_random_uuid(), (SELECT id FROM program WHERE code = 'KAB-CONTOH'), v.version, v.in_force_from, v.legal_basis,
         jsonb_set(v.rule_set::jsonb, '{program}', '"KAB-CONTOH"') FROM rule_version v JOIN program p ON p.id = v.program_id
       WHERE p.code = 'PKH' AND v.in_force_until IS NULL`,
    );
    const head = await actAs(app, officerOf('REGENCY', '32.05', ['regency_head']));
    const input = { program: 'KAB-CONTOH', asOf: AS_OF, by: 'VILLAGE' };
    const { data, errors } = await head.graphql<Preview>(PREVIEW, { input });
    expect(errors).toBeUndefined();
    const { areas, totals } = data!.previewDetermination;
    expect(areas.flatMap(({ counts }) => counts).some(({ suppressed }) => suppressed)).toBe(false);
    expect(totals.find(({ change }) => change === 'ENTERING')?.count).toBeGreaterThan(0);
    const region = areas.find(({ counts }) => counts[0]!.count! > 0)!.code;
    const page = await head.graphql(CHANGED, {
      input: { program: 'KAB-CONTOH', asOf: AS_OF, region, change: 'ENTERING' },
    });
    expect(page.errors).toBeUndefined();
    await head.close();
  });
});

test('a run is one entry, with how many people it used and nobody named', async () => {
  const answer = await preview({ region: '32.05' }, 'officer-regency');
  expect(await trailOf(app, answer)).toMatchObject([
    {
      ...{ action: 'previewDetermination', outcome: 'ALLOWED', tier: 'REGENCY' },
      ...{ people: answer.data!.previewDetermination.persons, persons: [] },
    },
  ]);
});

test('a caller has one run at a time and the process two, and who is refused is told when to ask again', () => {
  const one = admitRun(app.app, COUNTRY);
  expect(() => admitRun(app.app, COUNTRY)).toThrow(
    expect.objectContaining({ extensions: { code: 'RATE_LIMITED', retryAfterMs: 10_000 } }),
  );
  const other = admitRun(app.app, officerOf('REGENCY', '32.05'));
  expect(() => admitRun(app.app, officerOf('REGENCY', '32.73'))).toThrow('under way');
  one();
  admitRun(app.app, officerOf('REGENCY', '32.73'))();
  other();
});
