import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RegionStatisticsDocument, type RegionStatistics } from '@dinsos/sdk';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { codesOf, trailOf } from '../support/registry.js';
import { settleSumedang, SUMEDANG } from '../support/statistics.js';

type Area = RegionStatistics['total'];

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ schema });
  await settleSumedang(app);
});
afterAll(() => app.close());

const ask = (variables: object, persona: string) =>
  app.graphql<{ regionStatistics: RegionStatistics | null }>(
    String(RegionStatisticsDocument),
    variables,
    persona,
  );

async function statistics(variables: object, persona: string): Promise<RegionStatistics> {
  const { data, errors } = await ask(variables, persona);
  expect(errors).toBeUndefined();
  return data!.regionStatistics!;
}

const group = ({ welfare }: Area, name: string) =>
  welfare.find((one) => one.group === name)!.households.count;
const state = ({ enrolments }: Area, name: string) =>
  enrolments!.find(({ status }) => status === name)!.households.count;
const area = ({ areas }: RegionStatistics, code: string) => areas.find((one) => one.code === code)!;

describe('the regency of the officer', () => {
  test('is counted with every district of it, those without households too', async () => {
    const found = await statistics({ program: 'PKH' }, `officer:${SUMEDANG}`);
    const { total, areas } = found;
    expect(found.asOf).toBe('2026-11-01');
    expect(total).toMatchObject({ code: SUMEDANG, name: 'Kabupaten Sumedang' });
    expect(total.households).toEqual({ count: 36, suppressed: false });
    expect(total.people).toEqual({ count: 108, suppressed: false });
    expect(areas.map(({ code }) => code)).toEqual(areas.map(({ code }) => code).toSorted());
    const { data } = await app.graphql<{ regions: { edges: { node: { code: string } }[] } }>(
      `{ regions(parent: "${SUMEDANG}", first: 100) { edges { node { code } } } }`,
      {},
      'bank',
    );
    expect(areas.map(({ code }) => code)).toEqual(data!.regions.edges.map(({ node }) => node.code));
    expect(area(found, '32.11.04')).toMatchObject({
      households: { count: 0, suppressed: false },
      people: { count: 0, suppressed: false },
    });
    expect(area(found, '32.11.01')).toMatchObject({
      households: { count: 15 },
      people: { count: 45 },
    });
  });

  test('keeps back numbers of 1 to 4, and those from which they could be worked out', async () => {
    const found = await statistics({ program: 'PKH' }, `officer:${SUMEDANG}`);
    const first = area(found, '32.11.01');
    expect(first.welfare.map(({ group: name }) => name)).toHaveLength(12);
    expect(group(first, 'DECILE_1')).toBe(7);
    expect(group(found.total, 'DECILE_1')).toBe(18);
    // Two households of decile 3, and one of decile 4: with them goes a larger number beside each.
    expect(first.welfare[2]).toEqual({
      group: 'DECILE_3',
      households: { count: null, suppressed: true },
    });
    expect(group(first, 'DECILE_2')).toBeNull();
    expect(group(area(found, '32.11.03'), 'DECILE_4')).toBeNull();
    expect(group(found.total, 'DECILE_3')).toBeNull();
    expect(group(found.total, 'DECILE_9')).toBe(0);
  });

  test('counts households by their latest state in the program', async () => {
    const found = await statistics({ program: 'PKH' }, `officer:${SUMEDANG}`);
    expect(found.areas.slice(0, 3).map((one) => state(one, 'ACTIVE'))).toEqual([6, 5, 6]);
    expect(state(found.total, 'ACTIVE')).toBe(17);
    expect(found.areas.slice(0, 3).map((one) => state(one, 'WAITLISTED'))).toEqual([7, 9, 0]);
    expect(state(area(found, '32.11.03'), 'SUSPENDED')).toBeNull();
    expect(state(found.total, 'SUSPENDED')).toBeNull();
    const other = await statistics({ program: 'BPNT' }, `officer:${SUMEDANG}`);
    expect(state(other.total, 'ACTIVE')).toBe(0);
    const none = await statistics({}, `officer:${SUMEDANG}`);
    expect(none.total.enrolments).toBeNull();
  });

  test('is counted as it was on an earlier day', async () => {
    const before = { program: 'PKH', asOf: '2026-09-30' };
    const found = await statistics(before, `officer:${SUMEDANG}`);
    expect(found.total.households.count).toBe(36);
    expect(group(found.total, 'NOT_LISTED')).toBe(36);
    expect(group(found.total, 'DECILE_1')).toBe(0);
    expect(state(found.total, 'ACTIVE')).toBe(0);
    const long = await statistics({ asOf: '2019-12-31' }, `officer:${SUMEDANG}`);
    expect(long.total.households).toEqual({ count: 0, suppressed: false });
  });
});

describe('areas at every level', () => {
  test('a village has no areas below it, and the numbers of its district agree', async () => {
    const district = await statistics({ region: '32.11.02' }, `officer:${SUMEDANG}`);
    const village = district.areas.find(({ households }) => households.count !== 0);
    expect(village?.households.count).toBe(14);
    const itself = await statistics({ region: village?.code }, `officer:${SUMEDANG}`);
    expect(itself.areas).toEqual([]);
    expect(itself.total).toEqual(village);
  });

  test.each([`officer:${SUMEDANG}`, 'officer-province', 'officer-national'])(
    'an area is shown to %s as in the answer about the area around it',
    async (persona) => {
      for (const around of [{}, { region: SUMEDANG }, { region: '32.11.03' }]) {
        const { total, areas } = await statistics({ ...around, program: 'PKH' }, persona);
        const inhabited = areas.find(({ households }) => households.count !== 0)!;
        const found = await statistics({ region: inhabited.code, program: 'PKH' }, persona);
        expect(found.total).toEqual(inhabited);
        expect(total.code).not.toBe(found.total.code);
      }
    },
  );

  test('a look at a part is about the people of that part alone', async () => {
    const answer = await ask({ region: '32.11.02' }, 'officer-province');
    expect(await trailOf(app, answer)).toMatchObject([{ action: 'regionStatistics', people: 42 }]);
  });

  test('the ministry counts the country by province, and any area of it', async () => {
    const { total, areas } = await statistics({}, 'officer-national');
    expect(total).toMatchObject({ code: null, name: null });
    expect(areas).toHaveLength(38);
    const [row] = await app.app.database.sql.query<{ households: number }>(
      'SELECT count(DISTINCT household_id)::int4 AS households FROM household_member WHERE until IS NULL',
    );
    expect(Math.abs(total.households.count! - row!.households)).toBeLessThanOrEqual(2);
    const regency = await statistics({ region: SUMEDANG }, 'officer-national');
    expect(regency).toEqual(await statistics({ region: SUMEDANG }, 'officer-province'));
  });
});

describe('who may not', () => {
  test.each([
    ['a bank', 'bank', {}],
    ['a hospital', 'hospital', { region: '32.05' }],
    ['a citizen at a desk', 'citizen-desk', { region: '32.05' }],
    ['an auditor', 'auditor', {}],
    ['Tagana', 'tagana', {}],
    ['an officer of another regency', 'officer-regency', { region: SUMEDANG }],
    ['a regency about its province', 'officer-regency', { region: '32' }],
  ])('%s', async (_who, persona, variables) => {
    const answer = await ask(variables, persona);
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(answer.data?.regionStatistics ?? null).toBeNull();
    expect(await trailOf(app, answer)).toMatchObject([
      { action: 'regionStatistics', outcome: 'DENIED', people: 0 },
    ]);
  });
});

test.each([
  ['a program that there is none of', { program: 'XYZ' }, 'NOT_FOUND'],
  ['a day in the future', { asOf: '2026-11-02' }, 'BAD_USER_INPUT'],
  ['a malformed area', { region: '3202' }, 'BAD_USER_INPUT'],
])('%s is refused', async (_what, variables, code) => {
  expect(codesOf(await ask(variables, 'officer-regency'))).toEqual([code]);
});

test('an area that does not exist is none', async () => {
  const { data, errors } = await ask({ region: '32.05.98' }, 'officer-regency');
  expect(errors).toBeUndefined();
  expect(data).toEqual({ regionStatistics: null });
});

test('a look is one entry, with how many people were counted and none of their names', async () => {
  const answer = await ask({ program: 'PKH' }, `officer:${SUMEDANG}`);
  expect(await trailOf(app, answer)).toMatchObject([
    {
      ...{ action: 'regionStatistics', outcome: 'ALLOWED', people: 108, persons: [] },
      fields: ['statistics'],
    },
  ]);
});
