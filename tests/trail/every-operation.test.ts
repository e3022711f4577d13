import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { readRegisteredOperations } from '../../api/registered-operations.js';
import { schema } from '../../schema/index.js';
import { actAs } from '../support/act-as.js';
import { createTestApp, type TestAnswer, type TestApp } from '../support/app.js';
import { ASEP, OPERATIONS_ABOUT_PEOPLE } from '../support/operations-about-people.js';
import { everyOperation } from '../support/every-operation.js';
import { codesOf, trailOf } from '../support/registry.js';

/** Operations that show nothing about anybody, for every caller; who is refused the last stands in tests/deprecations. */
const OPEN = [
  ...['aidProgram', 'aidPrograms', 'exclusionGrounds', 'ppksCategories', 'region', 'regions'],
  ...['treeHead', 'viewer', 'deprecatedUses'],
];
const ABOUT_PEOPLE = Object.keys(OPERATIONS_ABOUT_PEOPLE);
/** What these write stands in tests/privacy, people/erase-person, budgets/alerts, determination and statistics. */
const OF_DESKS_AND_OVERSEERS = [
  ...['accessAlerts', 'accessEntries', 'accessLog', 'acknowledgeAlert', 'breachReport'],
  ...['correctionRequests', 'delayAccessLog', 'erasePerson', 'myCorrections'],
  ...['requestCorrection', 'resolveCorrection', 'startCorrection', 'regionStatistics'],
  ...['determinationPlan', 'previewDetermination', 'determinationChanges', 'simulateProgram'],
];
/** What these write when they are answered stands in tests/jobs. */
const ABOUT_JOBS = ['cancelEligibilityJob', 'eligibilityJob', 'startEligibilityJob'];
/** About agencies, not people: what is done is kept by `partner_change`, and what is refused by the trail. */
const ABOUT_PARTNERS = [
  ...['partner', 'partners', 'registerPartner', 'addPartnerClient', 'addClientKey'],
  ...['rotateClientKey', 'retireClientKey', 'recordAgreement', 'endAgreement'],
  ...['suspendPartner', 'resumePartner', 'suspendClient', 'resumeClient'],
  ...['suspendAgreement', 'resumeAgreement'],
  ...['webhookEndpoints', 'webhookDeliveries', 'webhookEvents', 'registerWebhookEndpoint'],
  ...['changeWebhookEndpoint', 'rotateWebhookSecret', 'removeWebhookEndpoint', 'redeliverWebhook'],
];
const ABOUT_PROGRAMS = ['registerProgram', 'publishRuleVersion'];
const ELSEWHERE = [OF_DESKS_AND_OVERSEERS, ABOUT_PARTNERS, ABOUT_JOBS, ABOUT_PROGRAMS].flat();
const registered = new Map(readRegisteredOperations().all.map((one) => [one.name, one.text]));

const ID = '01900000-0000-7000-8000-00000000beef';
const EVERY = everyOperation(schema, {
  ...{
    ID,
    NIK: ASEP,
    KkNumber: '3205012001129901',
    RegionCode: '32.05',
    Rupiah: 1,
    Date: '2026-10-20',
  },
  ...{ DateTime: '2026-10-20T00:00:00Z', String: '470/1/2026', Int: 5, Boolean: true, Float: 1.5 },
});

/** A partner whose agreement nobody has made: refused by the gate, or for want of an agreement. */
const STRANGER: Principal = {
  ...{ subject: 'stranger', clientId: 'stranger', name: 'Bank Contoh Asing', tier: 'PARTNER' },
  ...{ territory: null, roles: [], purpose: 'PAYEE_VERIFICATION', scopes: [] },
  partner: { id: '01900000-0000-7000-8000-00000000beef', kind: 'BANK' },
  expiresAt: 4_000_000_000,
};

let app: TestApp;
let stranger: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  stranger = await actAs(app, STRANGER);
});
afterAll(async () => {
  await stranger.close();
  await app.close();
});

/** Makes the table of entries refuse every row while `work` is done. */
async function unrecordable(work: () => Promise<void>): Promise<void> {
  const { sql } = app.app.database;
  await sql.query(
    `CREATE OR REPLACE FUNCTION break_down() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'the disk is full'; END $$`,
  );
  await sql.query(
    'CREATE TRIGGER break_down BEFORE INSERT ON access_entry FOR EACH STATEMENT EXECUTE FUNCTION break_down()',
  );
  try {
    await work();
  } finally {
    await sql.query('DROP TRIGGER break_down ON access_entry');
  }
}

/** What an answer gives of anything asked for. */
const given = ({ data }: Pick<TestAnswer, 'data'>) =>
  Object.values(data ?? {}).filter((value) => value !== null);

const operationOf = (name: string) => OPERATIONS_ABOUT_PEOPLE[name]!;

test('every operation of the schema is known to be about people, or open to everybody', () => {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  const names = roots.flatMap((type) => Object.keys(type?.getFields() ?? {}));
  expect(names.sort()).toEqual([...ABOUT_PEOPLE, ...ELSEWHERE, ...OPEN].sort());
});

test.each(ELSEWHERE)('%s refused is one entry that says so, and no data', async (name) => {
  const { document, variables } = EVERY.find((one) => one.name === name)!;
  const answer = await stranger.graphql(document, variables);
  expect(codesOf(answer)).toEqual(['FORBIDDEN']);
  expect(given(answer)).toEqual([]);
  expect(await trailOf(app, answer)).toMatchObject([
    { action: name, outcome: 'DENIED', actor: 'stranger', people: 0 },
  ]);
});

describe.each(ABOUT_PEOPLE)('%s', (name) => {
  test('answered, is one entry that says who, what, which fields, how many people and which request', async () => {
    const { fields, ask, action = name } = operationOf(name);
    const { document, variables, persona } = await ask(app);
    const answer = await app.graphql(document, variables, persona);
    expect(answer.errors).toBeUndefined();
    expect(JSON.stringify(answer.data)).not.toMatch(/"code"/);
    const [entry, ...others] = await trailOf(app, answer);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      ...{ action, outcome: 'ALLOWED', actor: `sandbox:${persona}`, fields },
    });
    expect(entry?.people).toBeGreaterThan(0);
    expect(entry?.people).toBe(entry?.persons.length);
  });

  test('refused, is one entry that says so, and no data', async () => {
    const { document, variables } = await operationOf(name).ask(app);
    const answer = await stranger.graphql(document, variables);
    expect(codesOf(answer)).toEqual(['FORBIDDEN']);
    expect(given(answer)).toEqual([]);
    const [entry, ...others] = await trailOf(app, answer);
    expect(others).toEqual([]);
    expect(entry).toMatchObject({
      ...{ action: name, outcome: 'DENIED', actor: 'stranger', tier: 'PARTNER', people: 0 },
      ...{ purpose: 'PAYEE_VERIFICATION', basis: 'none in force', persons: [] },
    });
    expect(entry?.fields[0]).toMatch(new RegExp(`^(Query|Mutation)\\.${name}$`));
  });

  test('that cannot be written down, answered or refused, is a fault and no data', async () => {
    const { document, variables, persona } = await operationOf(name).ask(app);
    await unrecordable(async () => {
      for (const answer of [
        await app.graphql(document, variables, persona),
        await stranger.graphql(document, variables),
      ]) {
        expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
        expect(JSON.stringify(answer.data ?? null)).not.toMatch(/Contoh|ELIGIBLE|"id"/);
        expect(await trailOf(app, answer)).toEqual([]);
      }
    });
  });
});

describe.each(ABOUT_PEOPLE.filter((name) => operationOf(name).registered !== undefined))(
  '%s by the lane',
  (name) => {
    const text = registered.get(operationOf(name).registered ?? '') ?? '';

    test('is an entry, answered and refused, or a fault', async () => {
      const { fields, ask, action = name } = operationOf(name);
      const { variables, persona } = await ask(app);
      const answer = await app.graphql(text, variables, persona);
      expect(await trailOf(app, answer)).toMatchObject([
        { action, outcome: 'ALLOWED', fields, people: 1 },
      ]);
      const refused = await stranger.graphql(text, variables);
      expect(codesOf(refused)).toEqual(['FORBIDDEN']);
      expect(await trailOf(app, refused)).toMatchObject([
        { action: name, outcome: 'DENIED', actor: 'stranger', people: 0 },
      ]);
      await unrecordable(async () => {
        for (const one of [
          await app.graphql(text, variables, persona),
          await stranger.graphql(text, variables),
        ]) {
          expect(codesOf(one)).toEqual(['INTERNAL_SERVER_ERROR']);
          expect(given(one)).toEqual([]);
        }
      });
    });
  },
);

test('a page asked so often that it is compiled is an entry each time, answered and refused, or a fault', async () => {
  const { document, persona } = await operationOf('households').ask(app);
  for (let times = 0; times < 22; times++) {
    const answer = await app.graphql(document, {}, persona);
    expect(await trailOf(app, answer)).toMatchObject([
      { action: 'households', outcome: 'ALLOWED' },
    ]);
  }
  const refused = await app.graphql(document, {}, 'bank');
  expect(codesOf(refused)).toEqual(['FORBIDDEN']);
  expect(await trailOf(app, refused)).toMatchObject([
    {
      ...{ action: 'households', outcome: 'DENIED', basis: 'PKS-CONTOH-BANK-01' },
      fields: ['Query.households', 'Household.address'],
    },
  ]);
  await unrecordable(async () => {
    for (const one of [persona, 'bank']) {
      const answer = await app.graphql(document, {}, one);
      expect(codesOf(answer)).toEqual(['INTERNAL_SERVER_ERROR']);
      expect(given(answer)).toEqual([]);
    }
  });
});

test('an entry names what the document asks beyond the usual, also by fragments and in a page', async () => {
  const document = `query ($nik: NIK!) { person(by: { nik: $nik }) { name ...More
      household { ... on Household { listings { decile } classifications { since } } } } }
    fragment More on Person { conditions { kind } exclusions { since } }`;
  const answer = await app.graphql(document, { nik: ASEP }, 'officer-village');
  const [entry] = await trailOf(app, answer);
  expect(entry?.fields).toEqual([
    ...['identity', 'person', 'classifications', 'conditions', 'exclusions', 'listings'],
  ]);
  const page =
    '{ households(first: 2) { edges { node { rt changes { edges { node { at } } } } } } }';
  const [look] = await trailOf(app, await app.graphql(page, {}, 'officer-village'));
  expect(look?.fields).toEqual(['identity', 'household', 'members', 'changes']);
});

describe('a look that finds nobody is an entry too', () => {
  test.each([
    ['a person who does not exist', 'person(by: { nik: "3273055111089987" }) { name }', 'person'],
    ['a person elsewhere', 'person(by: { nik: "3171012707889901" }) { name }', 'person'],
    ['an id that is none', 'person(by: { id: "x" }) { name }', 'person'],
    [
      'a household elsewhere',
      'household(by: { kkNumber: "3171012001129901" }) { rt }',
      'household',
    ],
    ['a household id that is none', 'household(by: { id: "x" }) { rt }', 'household'],
    ['a name that nobody has', 'people(name: "Zzyzx") { edges { node { name } } }', 'people'],
    [
      'a decision that is not there',
      'eligibilityDecision(id: "01900000-0000-7000-8000-0000000000ff") { outcome }',
      'eligibilityDecision',
    ],
    [
      'a decision id that is none',
      'eligibilityDecision(id: "x") { outcome }',
      'eligibilityDecision',
    ],
  ])('%s', async (_what, text, action) => {
    const answer = await app.graphql(`{ ${text} }`, {}, 'officer-village');
    expect(answer.errors).toBeUndefined();
    expect(await trailOf(app, answer)).toMatchObject([{ action, outcome: 'ALLOWED', people: 0 }]);
  });

  test.each([
    ['households', 'households(within: "31") { edges { node { rt } } }'],
    ['people', 'people(name: "Asep", within: "31") { edges { node { name } } }'],
  ])('%s of another area, as denied', async (action, text) => {
    const answer = await app.graphql(`{ ${text} }`, {}, 'officer-village');
    expect(answer.errors).toBeUndefined();
    expect(await trailOf(app, answer)).toMatchObject([{ action, outcome: 'DENIED', people: 0 }]);
  });
});

describe('one operation', () => {
  const flood = Array.from(
    { length: 14 },
    (_, at) => `p${at}: person(by: { nik: "${ASEP}" }) { nik name }`,
  );

  test('that is refused many times leaves one entry an action', async () => {
    const document = `{ ${flood.join(' ')} h: household(by: { id: "x" }) { address } }`;
    const answer = await app.graphql(document, {}, 'bank');
    expect(given(answer)).toEqual([]);
    const entries = await trailOf(app, answer);
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`).sort()).toEqual([
      'household DENIED',
      'person DENIED',
    ]);
    expect(entries.find(({ action }) => action === 'person')?.fields).toEqual([
      ...['Query.person', 'Person.nik', 'Person.name'],
    ]);
  });

  test('that asks for too much at once is refused, and that is written down', async () => {
    const page =
      'people(name: "Asep", first: 100) { edges { node { household { members { person { household { members { person { name } } } } } } } } }';
    const answer = await app.graphql(`{ ${page} }`, {}, 'officer-village');
    expect(codesOf(answer)).toEqual(['OPERATION_TOO_COMPLEX']);
    expect(await trailOf(app, answer)).toMatchObject([{ action: 'people', outcome: 'DENIED' }]);
  });

  test('that is refused in part says what was refused and what was shown', async () => {
    const document = `{ person(by: { nik: "${ASEP}" }) { name }
      checkEligibility(input: { nik: "${ASEP}", program: "PKH", purpose: PAYEE_VERIFICATION }) { outcome } }`;
    const answer = await app.graphql(document, {}, 'officer-village');
    const entries = await trailOf(app, answer);
    expect(entries.map(({ action, outcome }) => `${action} ${outcome}`).sort()).toEqual([
      'checkEligibility DENIED',
      'person ALLOWED',
    ]);
  });
});
