import type { Principal } from '../../../api/auth/principal.js';
import { VILLAGE } from './callers.js';
import { DETERMINATION_DOORS } from './determination-doors.js';
import { PROPOSAL_DOORS } from './proposal-doors.js';
import { NAME, UNKNOWN_NIK, type MatrixRecord } from './record.js';
import { WATCHED_DOORS } from './watched-doors.js';
import { claimsOf, programOf } from './ways.js';

/** A way by which something of the record might come out. */
export interface Door {
  readonly name: string;
  /** The root fields, and fields with arguments, that it goes through. */
  readonly through: readonly string[];
  /** A selection of Query. */
  readonly selection: string;
  readonly variables?: (record: MatrixRecord, caller: Principal) => Record<string, unknown>;
  /** Whether what came back holds something of the record. */
  readonly shows: (answer: unknown, record: MatrixRecord) => boolean;
  /** It asks by the ids of the record and answers null, so that many can be tried in one request. */
  readonly isNested?: true;
  /** It leads to a catalog, which knows no territory. */
  readonly isCatalog?: true;
}

const holds = (pick: (record: MatrixRecord) => string) => (answer: unknown, record: MatrixRecord) =>
  JSON.stringify(answer).includes(pick(record));
const household = holds(({ householdId }) => householdId);
const person = holds(({ personId }) => personId);
const spouse = holds(({ spouseId }) => spouseId);
const something = (answer: unknown) =>
  !/^(null|\[\]|\{"edges":\[\]\})$/.test(JSON.stringify(answer));

const BY_ID = 'household(by: { id: $householdId })';
const PERSON = 'person(by: { id: $personId })';
const PAGE = 'edges { node { id } }';
const ids = ({ householdId, personId }: MatrixRecord) => ({ householdId, personId });
const OUTCOME = 'outcome registryVersion criteria { code finding } entitlement { perYear }';
const CHECKED = '{ nik: NIK, program: $program, purpose: $purpose, claims: $claims }';
const checked = ({ nik }: MatrixRecord, caller: Principal) => ({
  ...{ nik, unknown: UNKNOWN_NIK, program: programOf(caller), purpose: caller.purpose },
  claims: claimsOf(caller),
});

/** An answer about somebody differs from the answer about nobody, or it tells nothing. */
function differs(answer: unknown): boolean {
  const [known, unknown] = answer as [unknown, unknown];
  return JSON.stringify(known) !== JSON.stringify(unknown);
}

const nested = (name: string, selection: string, shows: Door['shows']): Door => ({
  ...{ name, selection, shows, variables: ids, isNested: true },
  through: [selection.startsWith('household') ? 'Query.household' : 'Query.person'],
});
const catalog = (name: string, selection: string): Door => ({
  ...{ name, selection, shows: something, isCatalog: true },
  through: [`Query.${/^\w+/.exec(selection)![0]}`],
});
const decision = (by: keyof MatrixRecord['decisions']): Door => ({
  name: `decision replayed, asked for by ${by}`,
  through: ['Query.eligibilityDecision'],
  selection: 'eligibilityDecision(id: $id) { id }',
  variables: ({ decisions }) => ({ id: decisions[by] }),
  shows: something,
});

/**
 * Every door to the record. One that comes is a root field or a field with arguments, and the matrix is not made until it
 * stands here.
 */
export const DOORS: readonly Door[] = [
  {
    name: 'job of a bank',
    // The subscription finds it by the same function: tests/jobs/watching.test.ts.
    through: ['Query.eligibilityJob', 'Subscription.eligibilityJob'],
    selection: 'eligibilityJob(id: $id) { id }',
    variables: ({ jobId }) => ({ id: jobId }),
    shows: something,
  },
  nested('lookup by id: household', `${BY_ID} { id }`, household),
  {
    name: 'lookup by number: household',
    through: ['Query.household'],
    selection: 'household(by: { kkNumber: $kkNumber }) { id }',
    variables: ({ kkNumber }) => ({ kkNumber }),
    shows: household,
  },
  nested('lookup by id: person', `${PERSON} { id }`, person),
  {
    name: 'lookup by number: person',
    through: ['Query.person'],
    selection: 'person(by: { nik: $nik }) { id }',
    variables: ({ nik }) => ({ nik }),
    shows: person,
  },
  {
    name: 'list: households of the village',
    through: ['Query.households'],
    selection: `households(within: "${VILLAGE}", first: 100) { ${PAGE} }`,
    shows: household,
  },
  {
    name: "list: households after somebody else's cursor",
    through: ['Query.households'],
    selection: `households(after: $after, first: 1) { ${PAGE} }`,
    variables: ({ householdsCursor }) => ({ after: householdsCursor }),
    shows: household,
  },
  {
    name: 'list: whether another page follows',
    through: ['Query.households'],
    selection: `households(after: $after, within: "${VILLAGE}", first: 1) { pageInfo { hasNextPage } edges { cursor } }`,
    variables: ({ householdsCursor }) => ({ after: householdsCursor }),
    shows: (answer) => /cursor|true/.test(JSON.stringify(answer)),
  },
  {
    name: 'search: people by name',
    through: ['Query.people'],
    selection: `people(name: "${NAME}", within: "${VILLAGE}", first: 10) { ${PAGE} }`,
    shows: person,
  },
  {
    name: "search: people after somebody else's cursor",
    through: ['Query.people'],
    selection: `people(name: "${NAME}", within: "32", after: $after, first: 10) { ${PAGE} }`,
    variables: ({ peopleCursor }) => ({ after: peopleCursor }),
    shows: person,
  },
  nested('nested: members of a household', `${BY_ID} { members { person { id } } }`, spouse),
  nested('nested: household of a person', `${PERSON} { household { id } }`, household),
  nested(
    'nested: the others, from a person through the household',
    `${PERSON} { household { members { person { id } } } }`,
    spouse,
  ),
  nested(
    'nested: where a person lived',
    `${PERSON} { memberships { household { id } } }`,
    household,
  ),
  nested('nested: the person of an enrolment', `${BY_ID} { enrolments { person { id } } }`, person),
  nested('nested: the person of an exclusion', `${BY_ID} { exclusions { person { id } } }`, person),
  nested(
    'nested: open classes of a household',
    `${BY_ID} { classifications { id } }`,
    holds(({ openClassificationId }) => openClassificationId),
  ),
  nested(
    'nested: R3 classes of a household',
    `${BY_ID} { classifications { id } }`,
    holds(({ hiddenClassificationId }) => hiddenClassificationId),
  ),
  nested(
    'nested: R3 classes of a person',
    `${PERSON} { classifications { id } }`,
    holds(({ hiddenClassificationId }) => hiddenClassificationId),
  ),
  {
    ...nested(
      'history: changes of a household',
      `${BY_ID} { changes(first: 100) { edges { node { recordId } } } }`,
      household,
    ),
    through: ['Query.household', 'Household.changes'],
  },
  {
    ...nested(
      'history: changes of R3 classes',
      `${BY_ID} { changes(first: 100) { edges { node { recordId } } } }`,
      holds(({ hiddenClassificationId }) => hiddenClassificationId),
    ),
    through: ['Query.household', 'Household.changes'],
  },
  {
    name: 'history: the household at an instant',
    through: ['Query.household', 'Household.asOf'],
    selection: `${BY_ID} { asOf(at: $at) { members { personId } } }`,
    variables: ({ householdId, instant }) => ({ householdId, at: instant }),
    shows: person,
  },
  {
    ...nested('decisions of a person', `${PERSON} { decisions { ${PAGE} } }`, (answer, record) =>
      Object.values(record.decisions).some((id) => JSON.stringify(answer).includes(id)),
    ),
    through: ['Query.person', 'Person.decisions'],
  },
  decision('officer'),
  decision('bank'),
  decision('desk'),
  {
    name: 'check of one person',
    through: ['Query.checkEligibility'],
    selection: `known: checkEligibility(input: ${CHECKED.replace('NIK', '$nik')}) { ${OUTCOME} }
      unknown: checkEligibility(input: ${CHECKED.replace('NIK', '$unknown')}) { ${OUTCOME} }`,
    variables: checked,
    shows: differs,
  },
  {
    name: 'check of many people',
    through: ['Query.checkEligibilities'],
    selection: `checkEligibilities(input: { program: $program, purpose: $purpose, people: [
      { nik: $nik, claims: $claims }, { nik: $unknown, claims: $claims }] }) { ... on EligibilityDecision { ${OUTCOME} } }`,
    variables: checked,
    shows: differs,
  },
  {
    name: 'statistics of the village',
    through: ['Query.regionStatistics'],
    selection: `regionStatistics(region: "${VILLAGE}") { total { households { suppressed } } }`,
    shows: something,
  },
  ...DETERMINATION_DOORS,
  ...WATCHED_DOORS,
  ...PROPOSAL_DOORS,
  catalog('head of the trail', 'treeHead { size }'),
  catalog('who is asking', 'viewer { tier }'),
  catalog('catalog: a program', 'aidProgram(code: "PKH") { code }'),
  catalog('catalog: programs', 'aidPrograms(first: 1) { edges { node { code } } }'),
  catalog('catalog: PPKS classes', 'ppksCategories { code }'),
  catalog('catalog: grounds of exclusion', 'exclusionGrounds { code }'),
  catalog('catalog: an area', 'region(code: "32") { code }'),
  catalog('catalog: areas', 'regions(first: 1) { edges { node { code } } }'),
];
