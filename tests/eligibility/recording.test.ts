import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  decisionCount,
  householdIdOf,
  memberIdsOf,
  personIdOf,
  trailOf,
} from '../support/registry.js';

const SITI = '3273054208939901';
const ASEP = '3205011704829901';
const ASEP_KK = '3205012001129901';
const BANK = '019b76da-a800-7000-8000-000000000001';
const OFFICERS_LAW = 'UU 11/2009; UU 13/2011; Inpres 4/2025';

const ONE =
  'query ($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id outcome } }';
const MANY = `query ($input: CheckEligibilitiesInput!) { checkEligibilities(input: $input) { __typename
  ... on EligibilityDecision { id } ... on EligibilityCheckRefused { code } } }`;
const payee = { program: 'PKH', purpose: 'PAYEE_VERIFICATION' };
const service = { program: 'PKH', purpose: 'SOCIAL_SERVICE' };

interface One {
  readonly checkEligibility: { readonly id: string; readonly outcome: string };
}

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

describe('a check leaves one decision and one entry of the look', () => {
  test("of a partner, with the agreement's number, what it was shown, and about whom", async () => {
    const before = await decisionCount(app);
    const answer = await app.graphql<One>(ONE, { input: { ...payee, nik: SITI } }, 'bank');
    expect(await decisionCount(app)).toBe(before + 1);
    expect(await trailOf(app, answer)).toEqual([
      {
        action: 'checkEligibility',
        outcome: 'ALLOWED',
        actor: expect.any(String),
        tier: 'PARTNER',
        territory: null,
        partner: BANK,
        purpose: 'PAYEE_VERIFICATION',
        basis: 'PKS-CONTOH-BANK-01',
        fields: ['outcome', 'criteria:limited', 'enrolment', 'entitlement'],
        people: 1,
        persons: [await personIdOf(app, SITI)],
        decision: answer.data!.checkEligibility.id,
      },
    ]);
  });

  test('of an officer, by the law, in full', async () => {
    const answer = await app.graphql<One>(
      ONE,
      { input: { ...service, nik: ASEP } },
      'officer-village',
    );
    expect(await trailOf(app, answer)).toMatchObject([
      {
        tier: 'VILLAGE',
        territory: '32.05.01.1001',
        partner: null,
        basis: OFFICERS_LAW,
        fields: ['outcome', 'criteria', 'enrolment', 'entitlement', 'route', 'warnings'],
        persons: [await personIdOf(app, ASEP)],
      },
    ]);
  });

  test('about somebody outside the territory, and about nobody, without a person in it', async () => {
    for (const nik of [SITI, '3205011704829999']) {
      const before = await decisionCount(app);
      const answer = await app.graphql<One>(ONE, { input: { ...service, nik } }, 'officer-village');
      expect(await decisionCount(app)).toBe(before + 1);
      expect(await trailOf(app, answer)).toMatchObject([{ people: 1, persons: [] }]);
    }
  });

  test('for each decided row of a list, in its order, and none for a refused row', async () => {
    const before = await decisionCount(app);
    const people = [SITI, 'bukan NIK', ASEP, SITI, '3273056006239901'].map((nik) => ({ nik }));
    const answer = await app.graphql<{
      checkEligibilities: { __typename: string; id?: string; code?: string }[];
    }>(MANY, { input: { ...payee, people } }, 'bank');
    const rows = answer.data!.checkEligibilities;
    expect(rows.map(({ code }) => code)).toEqual([
      undefined,
      'MALFORMED_NIK',
      undefined,
      'DUPLICATE_IN_REQUEST',
      undefined,
    ]);
    expect(await decisionCount(app)).toBe(before + 3);
    const trail = await trailOf(app, answer);
    const decided = rows.flatMap(({ id }) => id ?? []);
    expect(trail.map(({ decision }) => decision).sort()).toEqual([...decided].sort());
    expect(new Set(trail.flatMap(({ persons }) => persons)).size).toBe(3);
  });

  test('for each of several aliases of one request', async () => {
    const before = await decisionCount(app);
    const answer = await app.graphql(
      `query ($a: CheckEligibilityInput!, $b: CheckEligibilityInput!) {
        a: checkEligibility(input: $a) { id } b: checkEligibility(input: $b) { id } }`,
      { a: { ...payee, nik: SITI }, b: { ...payee, nik: ASEP } },
      'bank',
    );
    expect(answer.errors).toBeUndefined();
    expect(await decisionCount(app)).toBe(before + 2);
    expect(await trailOf(app, answer)).toHaveLength(2);
  });
});

describe('a look at the registry names exactly those who were shown', () => {
  test('one household: its members', async () => {
    const id = await householdIdOf(app, ASEP_KK);
    const answer = await app.graphql(
      'query ($id: ID!) { household(by: { id: $id }) { members { person { name } } } }',
      { id },
      'officer-regency',
    );
    const members = await memberIdsOf(app, id);
    expect(await trailOf(app, answer)).toMatchObject([
      {
        action: 'household',
        outcome: 'ALLOWED',
        tier: 'REGENCY',
        territory: '32.05',
        basis: OFFICERS_LAW,
        people: 5,
        persons: members,
      },
    ]);
  });

  test('one person: that person', async () => {
    const answer = await app.graphql(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { name } }',
      { nik: ASEP },
      'officer-regency',
    );
    expect(await trailOf(app, answer)).toMatchObject([
      { action: 'person', people: 1, persons: [await personIdOf(app, ASEP)] },
    ]);
  });

  test('a page: those on it, and not the one that tells that another page follows', async () => {
    const answer = await app.graphql<{ households: { edges: { node: { id: string } }[] } }>(
      '{ households(first: 3) { edges { node { id address } } } }',
      {},
      'officer-regency',
    );
    const shown = await Promise.all(
      answer.data!.households.edges.map(({ node }) => memberIdsOf(app, node.id)),
    );
    expect(await trailOf(app, answer)).toMatchObject([
      { action: 'households', people: shown.flat().length, persons: shown.flat().sort() },
    ]);
    const people = await app.graphql<{ people: { edges: { node: { id: string } }[] } }>(
      '{ people(name: "Contoh", first: 2) { edges { node { id name } } } }',
      {},
      'officer-village',
    );
    expect(await trailOf(app, people)).toMatchObject([
      {
        action: 'people',
        people: 2,
        persons: people.data!.people.edges.map(({ node }) => node.id).sort(),
      },
    ]);
  });

  test('a walk from a person to the family: the family too, in an entry of its own', async () => {
    const answer = await app.graphql(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { name household { members { person { name } } } } }',
      { nik: ASEP },
      'officer-regency',
    );
    const asep = await personIdOf(app, ASEP);
    const family = await memberIdsOf(app, await householdIdOf(app, ASEP_KK));
    expect(await trailOf(app, answer)).toMatchObject([
      { action: 'person', persons: [asep] },
      { action: 'nested', people: 4, persons: family.filter((id) => id !== asep) },
    ]);
  });

  test('a walk that shows nothing but an id of ours: no further entry', async () => {
    const answer = await app.graphql(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { name household { id version } } }',
      { nik: ASEP },
      'officer-regency',
    );
    expect(await trailOf(app, answer)).toHaveLength(1);
  });

  test('a search that finds nobody: an entry that names nobody', async () => {
    const answer = await app.graphql(
      '{ people(name: "Tidakada") { edges { cursor } } }',
      {},
      'officer-regency',
    );
    expect(await trailOf(app, answer)).toMatchObject([
      { action: 'people', people: 0, persons: [] },
    ]);
    const foreign = await app.graphql(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { name } }',
      { nik: SITI },
      'officer-village',
    );
    expect(await trailOf(app, foreign)).toMatchObject([
      { action: 'person', people: 0, persons: [] },
    ]);
  });

  test('an earlier state: those who lived there then; decisions: whom they are about', async () => {
    const id = await householdIdOf(app, ASEP_KK);
    const state = await app.graphql(
      'query ($id: ID!) { household(by: { id: $id }) { asOf(at: "2099-01-01T00:00:00Z") { members { name } } } }',
      { id },
      'officer-regency',
    );
    expect((await trailOf(app, state)).map(({ action, people }) => [action, people])).toEqual([
      ['household', 5],
      ['householdAsOf', 5],
    ]);
    const decisions = await app.graphql(
      'query ($nik: NIK!) { person(by: { nik: $nik }) { decisions { edges { node { outcome } } } } }',
      { nik: ASEP },
      'officer-regency',
    );
    expect((await trailOf(app, decisions)).map(({ action, persons }) => [action, persons])).toEqual(
      [
        ['person', [await personIdOf(app, ASEP)]],
        ['decisions', [await personIdOf(app, ASEP)]],
      ],
    );
  });

  test('a catalog: nobody, and so no entry', async () => {
    const answer = await app.graphql(
      '{ viewer { name } ppksCategories { code } regions { edges { cursor } } }',
      {},
      'bank',
    );
    expect(answer.errors).toBeUndefined();
    expect(await trailOf(app, answer)).toEqual([]);
  });
});

test('what is recorded is never edited and never deleted', async () => {
  const { sql } = app.app.database;
  for (const table of ['decision', 'access_entry', 'rule_version']) {
    await expect(sql.query(`UPDATE ${table} SET id = id`)).rejects.toThrow('never edited');
    await expect(sql.query(`DELETE FROM ${table}`)).rejects.toThrow('never edited');
  }
  await expect(sql.query('TRUNCATE decision CASCADE')).rejects.toThrow('never edited');
});
