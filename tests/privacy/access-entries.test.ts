import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { householdIn } from '../support/changes.js';
import { writeEntry } from '../support/privacy.js';
import { codesOf, trailOf } from '../support/registry.js';

const ENTRIES = `query ($filter: AccessEntryFilter!, $first: Int, $after: String) {
  accessEntries(filter: $filter, first: $first, after: $after) {
    edges { node { id at action outcome actor tier office partnerId purpose fields people PERSONS } }
    pageInfo { hasNextPage endCursor } } }`;
/** A day of the trail on which nothing but this file's entries lies. */
const DAY = { from: '2026-06-01T00:00:00Z', until: '2026-06-02T00:00:00Z' };

interface Entry {
  readonly id: string;
  readonly people: number;
  readonly personIds?: readonly string[];
}
interface Page {
  readonly accessEntries: {
    readonly edges: readonly { readonly node: Entry }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  };
}

let app: TestApp;
let auditor: TestApp;
let officer: TestApp;
let ministry: TestApp;
let garut: string;
let jember: string;
const ids: Record<string, string> = {};

beforeAll(async () => {
  app = await createTestApp();
  auditor = await actAs(app, officerOf('REGENCY', '32.05', ['auditor']));
  officer = await actAs(app, officerOf('REGENCY', '32.05', ['data_protection_officer']));
  ministry = await actAs(app, officerOf('NATIONAL', null, ['auditor']));
  garut = (await householdIn(app, '32.05.01.1001')).personId;
  jember = (await householdIn(app, '35.10.01.2001')).personId;
  const at = (hour: number) => `2026-06-01T0${hour}:00:00Z`;
  const write = async (name: string, entry: Parameters<typeof writeEntry>[1]) => {
    ids[name] = await writeEntry(app, entry);
  };
  await write('own office', { people: [jember], at: at(1), actor: 'a' });
  await write('village below', {
    people: [],
    at: at(2),
    tier: 'VILLAGE',
    territory: '32.05.01.1001',
  });
  await write('ministry about Garut', {
    people: [garut, jember],
    at: at(3),
    tier: 'NATIONAL',
    territory: null,
  });
  await write('neighbour', { people: [jember], at: at(4), territory: '32.06' });
  await write('elsewhere', { people: [jember], at: at(5), territory: '35.10', outcome: 'DENIED' });
  await write('bank about Garut', {
    ...{ people: [garut], at: at(6), tier: 'PARTNER', territory: null, actor: 'bank' },
    ...{ partnerId: '019b76da-a800-7000-8000-000000000001', purpose: 'PAYEE_VERIFICATION' },
  });
  await write('denied', { people: [garut], at: at(7), outcome: 'DENIED', action: 'household' });
});
afterAll(async () => {
  for (const one of [auditor, officer, ministry, app]) await one.close();
});

async function names(as: TestApp, filter: object = {}): Promise<string[]> {
  const { data, errors } = await as.graphql<Page>(ENTRIES.replace('PERSONS', ''), {
    filter: { ...DAY, ...filter },
    first: 100,
  });
  expect(errors).toBeUndefined();
  const byId = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return data!.accessEntries.edges.map(({ node }) => byId.get(node.id) ?? 'unknown');
}

async function pageAfter(after: string | null): Promise<Page> {
  const { data } = await auditor.graphql<Page>(ENTRIES.replace('PERSONS', ''), {
    ...{ filter: DAY, first: 2, after },
  });
  return data!;
}

const IN_GARUT = [
  'denied',
  'bank about Garut',
  'ministry about Garut',
  'village below',
  'own office',
];

describe('the trail, for those who watch over it', () => {
  test('holds entries of offices in the territory and about people who live in it, latest first', async () => {
    expect(await names(auditor)).toEqual(IN_GARUT);
    expect(await names(officer)).toEqual(IN_GARUT);
    expect(await names(ministry)).toHaveLength(7);
  });

  test.each<[object, string[]]>([
    [{ actor: 'bank' }, ['bank about Garut']],
    [{ actor: '%' }, []],
    [{ actor: '' }, []],
    [{ office: '32.05.01' }, ['village below']],
    [{ office: '35.10' }, []],
    [{ partnerId: '019b76da-a800-7000-8000-000000000001' }, ['bank about Garut']],
    [{ partnerId: 'x' }, []],
    [{ purpose: 'PAYEE_VERIFICATION' }, ['bank about Garut']],
    [{ outcome: 'DENIED' }, ['denied']],
    [{ action: 'household' }, ['denied']],
    [{ actor: null, office: null, purpose: null, outcome: null, action: null }, IN_GARUT],
    [{ from: '2026-06-01T07:00:00Z' }, ['denied']],
    [{ until: '2026-06-01T01:00:00Z' }, []],
  ])('%j narrows and never widens', async (filter, expected) => {
    expect(await names(auditor, filter)).toEqual(expected);
  });

  test('is read page by page', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page: Page = await pageAfter(after);
      seen.push(...page.accessEntries.edges.map(({ node }) => node.id));
      const { pageInfo } = page.accessEntries;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(IN_GARUT.map((name) => ids[name]));
  });

  test('names people of the territory to the data-protection officer, and tells an auditor only how many', async () => {
    const withPeople = ENTRIES.replace('PERSONS', 'personIds');
    const filter = { ...DAY, actor: 'officer-7' };
    const { data } = await officer.graphql<Page>(withPeople, { filter });
    const about = data!.accessEntries.edges.map(({ node }) => [node.people, node.personIds]);
    expect(about).toEqual([
      [1, [garut]],
      [2, [garut]],
      [0, []],
    ]);
    const refused = await auditor.graphql(withPeople, { filter });
    expect(codesOf(refused)[0]).toBe('FORBIDDEN');
    expect(JSON.stringify(refused.data)).not.toContain(garut);
  });

  test('is one statement, and each look at it is an entry that names whom the reader learnt of', async () => {
    app.statements();
    const filter = { ...DAY };
    const byAuditor = await auditor.graphql(ENTRIES.replace('PERSONS', ''), { filter });
    expect(app.statements()).toHaveLength(1);
    const byOfficer = await officer.graphql(ENTRIES.replace('PERSONS', ''), { filter });
    expect(await trailOf(app, byAuditor)).toEqual([
      expect.objectContaining({ action: 'accessEntries', people: 0, persons: [] }),
    ]);
    expect(await trailOf(app, byOfficer)).toEqual([
      expect.objectContaining({ action: 'accessEntries', people: 1, persons: [garut] }),
    ]);
  });

  test.each([
    { from: '2026-06-02T00:00:00Z', until: '2026-06-01T00:00:00Z' },
    { from: '2026-01-01T00:00:00Z', until: '2026-06-01T00:00:00Z' },
  ])('refuses the window %j', async (window) => {
    expect(
      codesOf(await auditor.graphql(ENTRIES.replace('PERSONS', ''), { filter: window })),
    ).toEqual(['BAD_USER_INPUT']);
  });

  test.each(['officer-regency', 'social-worker', 'officer-national', 'citizen-desk', 'bank'])(
    'is not for %s',
    async (persona) => {
      const answer = await app.graphql(ENTRIES.replace('PERSONS', ''), { filter: DAY }, persona);
      expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    },
  );
});
