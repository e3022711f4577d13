import { isInputObjectType, isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal } from '../../api/auth/principal.js';
import { schema } from '../../schema/index.js';
import { startAsking, type Asking } from './matrix/asking.js';
import { callersOf, type Caller, type Relation } from './matrix/callers.js';
import { makeRecord, UNKNOWN_NIK, type MatrixRecord } from './matrix/record.js';

/* Z5, Z6: what is not the caller's to see looks like what does not exist, and no filter, order or count tells of it. */
const NOBODY = '01900000-0000-7000-8000-00000000dead';
const UNKNOWN_KK = '3205010101209988';

let asking: Asking;
let record: MatrixRecord;
let callers: Caller[];
beforeAll(async () => {
  asking = await startAsking();
  record = await makeRecord(asking);
  callers = callersOf(record.partners);
});
afterAll(() => asking.app.close());

function caller(who: string, from: Relation = 'own'): Principal {
  return callers.find((one) => one.who === who)!.from.get(from)!;
}

/** What looks like a count and is a number of payments in a rule. */
const NO_COUNT_OF_PEOPLE = new Set(['EntitlementLine']);

/**
 * What is counted and filtered by rule: looks that a person at a desk is told the number of, people elsewhere whom an incident
 * concerns, entries of the trail by what an overseer reads of each, and what a determination of an area would change, and
 * statistics of an area, of which small numbers are kept back (tests/determination, tests/statistics).
 */
const RULED = new Set([
  ...['WithheldLooks.count', 'BreachReport.peopleElsewhere', 'Query.filter'],
  ...['RegionStatistics.total', 'Tally.count'],
  ...['DeterminationCount.count', 'DeterminationPreview.totals', 'ProgramSimulation.total'],
]);

/** What an answer says, without the request's own id. */
async function said(principal: Principal, document: string, variables: object): Promise<unknown> {
  const { status, data, errors = [] } = await asking.ask(principal, document, variables);
  const words = errors.map(({ message, path, extensions: { code } }) => ({ message, path, code }));
  return { status, data, errors: words };
}

const HOUSEHOLD = `household(by: { id: $id }) { id kkNumber members { id person { nik decisions { edges { cursor } } } }
  classifications { id } changes { edges { cursor } } asOf(at: "2026-10-31T00:00:00Z") { version } }`;
const PERSON =
  'person(by: { id: $id }) { id nik name household { id members { id } } memberships { id } }';

type Pick = (record: MatrixRecord, who: string) => string;

/** Lookups by something that names one record: the record's own, and one that names nothing. */
const LOOKUPS: readonly (readonly [string, string, Pick, string])[] = [
  ['a household by id', `query ($id: ID!) { ${HOUSEHOLD} }`, (one) => one.householdId, NOBODY],
  ['a person by id', `query ($id: ID!) { ${PERSON} }`, (one) => one.personId, NOBODY],
  [
    'a household by KK number',
    'query ($id: KkNumber!) { household(by: { kkNumber: $id }) { id } }',
    (one) => one.kkNumber,
    UNKNOWN_KK,
  ],
  [
    'a person by NIK',
    'query ($id: NIK!) { person(by: { nik: $id }) { id } }',
    (one) => one.nik,
    UNKNOWN_NIK,
  ],
  [
    'a decision by id',
    'query ($id: ID!) { eligibilityDecision(id: $id) { id outcome } }',
    // Whoever asked for a decision may see it wherever it stands now.
    ({ decisions }, who) => (who === 'village_operator' ? decisions.bank : decisions.officer),
    NOBODY,
  ],
];

const STRANGERS: readonly (readonly [string, Relation])[] = [
  ['village_operator', 'sibling'],
  ['village_operator', 'parent'],
  ['regency_verifier', 'sibling'],
  ['regency_verifier', 'foreign'],
  ['social_worker', 'foreign'],
  ['province_monitor', 'sibling'],
  ['tagana@REGENCY', 'sibling'],
  ['ministry_determination', 'malformed'],
  ['auditor@REGENCY', 'own'],
  ['no role@REGENCY', 'own'],
  ['BANK for PAYEE_VERIFICATION', 'own'],
  ['citizen desk', 'own'],
  ['citizen desk', 'foreign'],
];

describe.each(LOOKUPS)('%s', (_name, document, pick, missing) => {
  test.each(STRANGERS)('is to %s (%s) as one that does not exist', async (who, from) => {
    const asks = caller(who, from);
    const there = await said(asks, document, { id: pick(record, who) });
    expect(there).toEqual(await said(asks, document, { id: missing }));
  });

  test('is found by whose work it is, so that there was something to hide', async () => {
    const asks = caller('regency_verifier');
    const there = await said(asks, document, { id: pick(record, 'regency_verifier') });
    expect(there).not.toEqual(await said(asks, document, { id: missing }));
  });
});

test('a person in another territory is checked with the answer that nobody gets', async () => {
  const CHECK = `query ($id: NIK!) { checkEligibility(input: { nik: $id, program: "PKH", purpose: SOCIAL_SERVICE })
    { outcome criteria { code finding } nextSteps { code } registryVersion warnings enrolment entitlement { perYear } } }`;
  for (const from of ['sibling', 'foreign', 'parent', 'child', 'malformed'] as const) {
    const asks = caller('regency_verifier', from);
    const there = await said(asks, CHECK, { id: record.nik });
    expect(there, from).toEqual(await said(asks, CHECK, { id: UNKNOWN_NIK }));
  }
});

describe('no filter, order, cursor or count tells of what may not be read', () => {
  test('who may not read a NIK may not look anybody up by one, whether it exists or not', async () => {
    const asks = caller('tagana@REGENCY');
    const [, document] = LOOKUPS[3]!;
    const there = await said(asks, document, { id: record.nik });
    expect(there).toMatchObject({ errors: [{ code: 'FORBIDDEN' }] });
    expect(there).toEqual(await said(asks, document, { id: UNKNOWN_NIK }));
    const byId = await asking.ask(asks, `query ($id: ID!) { person(by: { id: $id }) { id } }`, {
      id: record.personId,
    });
    expect(byId.data).toEqual({ person: { id: record.personId } });
  });

  test('a cursor of another territory is as one of nothing', async () => {
    const PAGE =
      'query ($after: String) { households(after: $after, first: 100) { edges { node { id } } } }';
    const foreign = caller('regency_verifier', 'foreign');
    const cursor = (id: string) => Buffer.from(id).toString('base64');
    const there = await said(foreign, PAGE, { after: cursor(record.householdId) });
    expect(there).toEqual(await said(foreign, PAGE, { after: cursor(NOBODY) }));
  });

  test('there is no count, no order and no filter but those that the table names', () => {
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || NO_COUNT_OF_PEOPLE.has(type.name)) continue;
      const names = isObjectType(type)
        ? Object.values(type.getFields()).flatMap(({ name, args }) => [
            name,
            ...args.map((one) => one.name),
          ])
        : isInputObjectType(type)
          ? Object.keys(type.getFields())
          : [];
      for (const name of names.filter((one) => !RULED.has(`${type.name}.${one}`))) {
        expect(name, type.name).not.toMatch(
          /^_|total|^count$|aggregate|orderBy|sort|where|filter/i,
        );
      }
    }
  });

  test('a class of R3 changes nothing that others can see: no row, no history, no version', async () => {
    const SEEN = `query ($id: ID!) { household(by: { id: $id }) { version classifications { id }
      changes(first: 100) { edges { node { id } } } } }`;
    const CLASSIFY = `mutation ($input: ClassifyPersonInput!) { classifyPerson(input: $input) {
      ... on Classification { id } ... on Error { code } } }`;
    const others = [
      'regency_verifier',
      'regency_head',
      'province_monitor',
      'ministry_determination',
    ];
    const seen = () =>
      Promise.all(others.map((who) => said(caller(who), SEEN, { id: record.householdId })));
    const before = await seen();
    const { householdId, version, personId } = record;
    const input = { householdId, version, personId, categoryCode: 'FORMER_PRISONER' };
    const { data } = await asking.ask(caller('social_worker'), CLASSIFY, {
      input: { ...input, since: '2026-06-01' },
    });
    expect(data).toMatchObject({ classifyPerson: { id: expect.any(String) as string } });
    expect(await seen()).toEqual(before);
  });
});
