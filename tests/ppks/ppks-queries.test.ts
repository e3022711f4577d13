import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { householdIdOf, personIdOf } from '../support/registry.js';

/** The head of the persona household restricted-ppks: one class of R3, one of R1 or R2. */
const NIK = '3171012707889901';
const KK = '3171011612169901';
const HIDDEN = 'PERSON_LIVING_WITH_HIV';

let app: TestApp;
let caseTeam: TestApp;
let elsewhere: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  caseTeam = await actAs(app, officerOf('REGENCY', '31.71', ['social_worker']));
  elsewhere = await actAs(app, officerOf('REGENCY', '32.05', ['social_worker']));
});
afterAll(async () => {
  await caseTeam.close();
  await elsewhere.close();
  await app.close();
});

test('every caller reads the 26 categories in their official order, in both languages', async () => {
  for (const persona of ['bank', 'officer-village', 'citizen-desk']) {
    const { data } = await app.graphql<{
      ppksCategories: {
        number: number;
        code: string;
        id: string;
        en: string;
        definisi: string;
        definition: string;
        subjects: string[];
        sensitivity: string;
        regulation: string;
      }[];
    }>(
      `{ ppksCategories { number code id: name en: name(language: EN) definisi: definition definition(language: EN)
        officialNumber minAgeYears maxAgeYears sex subjects sensitivity regulation } }`,
      {},
      persona,
    );
    const categories = data!.ppksCategories;
    expect(categories.map(({ number }) => number)).toEqual(
      Array.from({ length: 26 }, (_, i) => i + 1),
    );
    expect(new Set(categories.map(({ code }) => code)).size).toBe(26);
    for (const one of categories) {
      expect(one.id).not.toBe('');
      expect(one.en).not.toBe('');
      expect(one.definisi).not.toBe(one.definition);
      expect(one.subjects.length).toBeGreaterThan(0);
      expect(one.regulation).toMatch(/\d/);
    }
    expect(categories.find(({ code }) => code === HIDDEN)?.sensitivity).toBe('R3');
  }
});

const CLASSES = 'classifications { sensitivity category { code } person { id } household { id } }';
const PATHS = {
  'the person': `query ($nik: NIK!) { person(by: { nik: $nik }) { name ${CLASSES} } }`,
  'the household': `query ($kk: KkNumber!) { household(by: { kkNumber: $kk }) { ${CLASSES} members { person { ${CLASSES} } } } }`,
  'a page of households': `{ households(within: "31.71.01.1001", first: 20) { edges { node { ${CLASSES} members { person { ${CLASSES} } } } } } }`,
  'a page of people': `{ people(name: "Rahmat", within: "31.71", first: 5) { edges { node { ${CLASSES} household { ${CLASSES} } memberships { household { ${CLASSES} } } } } } }`,
};

describe.each(Object.entries(PATHS))('an R3 class through %s', (_path, document) => {
  const query = document.startsWith('query ($nik')
    ? { nik: NIK }
    : document.startsWith('query ($kk')
      ? { kk: KK }
      : {};

  test('is seen by the case team of the territory', async () => {
    const { data, errors } = await caseTeam.graphql(document, query);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data)).toContain(HIDDEN);
    expect(JSON.stringify(data)).toContain('"POOR"');
  });

  test.each([
    'officer:31.71',
    'officer:31',
    'officer-national',
    'officer:31.71.01',
    'officer:31.71.01.1001',
  ])('is not there for %s, who sees the other class of the same person', async (persona) => {
    const { data, errors } = await app.graphql(document, query, persona);
    expect(errors).toBeUndefined();
    const whole = JSON.stringify(data);
    expect(whole).toContain('"POOR"');
    expect(whole).not.toContain(HIDDEN);
    expect(whole).not.toContain('"R3"');
  });

  test('is not there for the case team of another regency, and neither is the person', async () => {
    const { data } = await elsewhere.graphql(document, query);
    expect(JSON.stringify(data)).not.toMatch(/POOR|Rahmat|R3/);
  });

  test.each(['bank', 'hospital', 'university', 'post', 'citizen-desk'])(
    'is forbidden to %s with everything around it',
    async (persona) => {
      const { data, errors } = await app.graphql(document, query, persona);
      for (const value of Object.values(data ?? {})) expect(value).toBeNull();
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
    },
  );
});

test('lists have the same length for an officer as if the R3 class did not exist', async () => {
  const document = `query ($nik: NIK!) { person(by: { nik: $nik }) { classifications { id } } }`;
  const length = (data: Record<string, unknown> | null | undefined) =>
    (data?.['person'] as { classifications: unknown[] }).classifications.length;
  const officer = await app.graphql(document, { nik: NIK }, 'officer:31.71');
  const team = await caseTeam.graphql(document, { nik: NIK });
  expect(length(officer.data)).toBe(1);
  expect(length(team.data)).toBe(2);
});

test('history shows a change of an R3 class to the case team alone', async () => {
  const personId = await personIdOf(app, NIK);
  const householdId = await householdIdOf(app, KK);
  await app.app.database.sql.query(
    `UPDATE classification SET until = since + 400 WHERE person_id = $1::uuid`,
    [personId],
  );
  const document = `query ($id: ID!) { household(by: { id: $id }) { changes(first: 10) { edges { node { record action fields } } } } }`;
  const records = (data: unknown) =>
    (
      data as { household: { changes: { edges: { node: { record: string } }[] } } }
    ).household.changes.edges.map(({ node }) => node);
  const officer = await app.graphql(document, { id: householdId }, 'officer:31.71');
  const team = await caseTeam.graphql(document, { id: householdId });
  const change = { record: 'classification', action: 'system', fields: ['until'] };
  expect(records(officer.data)).toEqual([change]);
  expect(records(team.data)).toEqual([change, change]);
});
