import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { explorerExamples } from '../../api/graphiql/examples.js';
import { readRegisteredOperations } from '../../api/registered-operations.js';
import { startJob } from '../support/jobs.js';
import { createTestApp, type TestApp } from '../support/app.js';

/** SQL statements of each example, with catalog, agreements and token known: a look-up and its entry are one statement. */
const EXAMPLES: Readonly<Record<string, number>> = {
  'officer-household': 2,
  'officer-households': 1,
  'officer-person': 6,
  'officer-people-by-name': 3,
  'officer-household-history': 5,
  'officer-region-statistics': 1,
  'officer-classifications': 3,
  'citizen-access-log': 1,
  'citizen-request-correction': 3,
  'citizen-my-corrections': 1,
  'officer-correction-requests': 1,
  'officer-proposals': 1,
  // Counted when it is asked again: the key gives the same proposal.
  'village-report-proposal': 6,
  'eligibility-decision': 2,
  'program-owner-partners': 1,
  'program-owner-register-partner': 4,
  'partner-own-agreement': 1,
  viewer: 1,
  'aid-programs': 1,
  'aid-program-rules': 1,
  'exclusion-grounds': 1,
  'ppks-categories': 1,
  regions: 1,
};
/** Every check, of one person or of many: the facts are one statement, and decisions with their entries another. */
const CHECK = 2;

/** A person of Garut, at its desk. */
const AT_DESK = { nik: '3205011704829901', verifiedBy: 'KTP_SHOWN' };

const JOB = { program: 'PKH', purpose: 'PAYEE_VERIFICATION', idempotencyKey: 'counted' };

const SDK: Readonly<Record<string, { persona: string; variables: object; statements: number }>> = {
  Viewer: { persona: 'bank', variables: {}, statements: 1 },
  AidProgram: { persona: 'bank', variables: { code: 'PKH' }, statements: 1 },
  AidPrograms: { persona: 'bank', variables: { first: 20 }, statements: 1 },
  PpksCategories: { persona: 'bank', variables: {}, statements: 1 },
  Regions: { persona: 'bank', variables: { first: 20 }, statements: 1 },
  RegionStatistics: {
    persona: 'officer-regency',
    variables: { region: '32.05', program: 'PKH' },
    statements: 1,
  },
  CheckEligibility: {
    persona: 'bank',
    variables: {
      input: { nik: '3273054208939901', program: 'PKH', purpose: 'PAYEE_VERIFICATION' },
    },
    statements: CHECK,
  },
  CheckEligibilities: { persona: 'bank', variables: { input: many(10) }, statements: CHECK },
  EligibilityDecision: { persona: 'bank', variables: {}, statements: 2 },
  AccessLog: { persona: 'citizen-desk', variables: { person: AT_DESK }, statements: 1 },
  MyCorrections: { persona: 'citizen-desk', variables: { person: AT_DESK }, statements: 1 },
  RequestCorrection: {
    persona: 'citizen-desk',
    variables: { input: { person: AT_DESK, field: 'NAME', claimed: 'Asep Contoh' } },
    statements: 3,
  },
  // Counted when it is asked again: the key gives the same job, and an ended job stays as it is.
  StartEligibilityJob: { persona: 'bank', variables: { input: JOB }, statements: 5 },
  EligibilityJob: { persona: 'bank', variables: {}, statements: 2 },
  CancelEligibilityJob: { persona: 'bank', variables: {}, statements: 5 },
};

let app: TestApp;
let decisionId: string;
let jobId: string;
beforeAll(async () => {
  app = await createTestApp();
  jobId = (await startJob(app, 'bank', {})).id;
  decisionId = await decide('bank', 'PAYEE_VERIFICATION');
});
afterAll(() => app.close());

async function decide(persona: string, purpose: string): Promise<string> {
  const { data } = await app.graphql<{ checkEligibility: { id: string } }>(
    'query ($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id } }',
    { input: { nik: '3205011704829901', program: 'PKH', purpose } },
    persona,
  );
  return data!.checkEligibility.id;
}

/** A list of people, known and unknown, for a bank. */
function many(length: number): object {
  const people = Array.from({ length }, (_, index) => ({
    nik:
      index === 0
        ? '3273054208939901'
        : `32050117048${String(20_001 + index).slice(-1)}${String(1_000 + index)}`,
  }));
  return { program: 'PKH', purpose: 'PAYEE_VERIFICATION', people };
}

/** A server takes points and people of budgets in leases; how seldom, tests/budgets/leases.test.ts says. */
const LEASE = /cost_window|people_ledger/;

/** How many statements an operation takes once everything that is held in memory is held. */
async function statementsOf(document: string, variables: object, persona: string): Promise<number> {
  await app.graphql(document, variables, persona);
  app.statements();
  const { errors } = await app.graphql(document, variables, persona);
  expect(errors).toBeUndefined();
  return app.statements().filter((text) => !LEASE.test(text)).length;
}

describe('each example of the explorer takes its number of statements', () => {
  test.each(explorerExamples)(
    '$name',
    async ({ name, document, variables, personas, decisionVariable }) => {
      const persona = personas[0] === '*' ? 'officer-regency' : personas[0]!;
      const filled =
        decisionVariable === undefined
          ? variables
          : { ...variables, [decisionVariable]: decisionId };
      const expected = EXAMPLES[name] ?? (/check|screen/.test(name) ? CHECK : undefined);
      expect(expected, `add ${name} to the table`).toBeDefined();
      expect(await statementsOf(document, filled, persona)).toBe(expected);
    },
  );
});

describe('each operation of the SDK takes its number of statements', () => {
  test.each(readRegisteredOperations().all)('$name', async ({ name, text }) => {
    const row = SDK[name];
    expect(row, `add ${name} to the table`).toBeDefined();
    const ids: Readonly<Record<string, string>> = {
      EligibilityDecision: decisionId,
      EligibilityJob: jobId,
      CancelEligibilityJob: jobId,
    };
    const variables = name in ids ? { id: ids[name] } : row!.variables;
    expect(await statementsOf(text, variables, row!.persona)).toBe(row!.statements);
  });
});

describe('the number of statements does not grow with the page', () => {
  const documentOf = (name: string) => explorerExamples.find((one) => one.name === name)!.document;
  const everything = (fields: string) =>
    `query ($first: Int!) { households(first: $first) { edges { node { ${fields} } } } }`;
  const named = (fields: string) =>
    `query ($first: Int!) { people(name: "Contoh", within: "32", first: $first) { edges { node { ${fields} } } } }`;

  test.each([
    ['officer-households', documentOf('officer-households'), {}, 2, 20],
    [
      'officer-people-by-name',
      documentOf('officer-people-by-name'),
      { name: 'Contoh', within: '32' },
      2,
      50,
    ],
    ['aid-programs', documentOf('aid-programs'), {}, 1, 7],
    ['regions', documentOf('regions'), {}, 2, 38],
    [
      'members and all that is theirs',
      everything('members { person { name conditions { kind } dukcapilMatches { status } } }'),
      {},
      2,
      50,
    ],
    [
      'everything beside members',
      everything(
        'listings { decile } housing { floor } losses { kind } exclusions { ground { name } person { name } } enrolments { program { code } person { name } } classifications { category { name } person { name } }',
      ),
      {},
      2,
      20,
    ],
    ['history', everything('changes(first: 2) { edges { node { fields } } }'), {}, 2, 50],
    [
      'earlier states',
      everything('asOf(at: "2099-01-01T00:00:00Z") { members { name } }'),
      {},
      2,
      50,
    ],
    [
      'decisions',
      named('decisions(first: 2) { edges { node { outcome criteria { code } } } }'),
      {},
      2,
      20,
    ],
    ['families of people', named('household { address members { person { name } } }'), {}, 2, 50],
  ])('%s', async (_what, document, variables, small, large) => {
    const few = await statementsOf(document, { ...variables, first: small }, 'officer-national');
    const lots = await statementsOf(document, { ...variables, first: large }, 'officer-national');
    expect(lots).toBe(few);
    expect(few).toBeLessThanOrEqual(7);
  });

  test('a hundred people in one check take as many statements as one', async () => {
    const document = readRegisteredOperations().all.find(({ isBulk }) => isBulk)!.text;
    expect(await statementsOf(document, { input: many(1) }, 'bank')).toBe(CHECK);
    expect(await statementsOf(document, { input: many(100) }, 'bank')).toBe(CHECK);
    expect(await statementsOf(document, { input: many(1_000) }, 'bank')).toBe(CHECK);
  });

  test('checks that arrive together travel together', async () => {
    const check = `checkEligibility(input: { nik: "3273054208939901", program: "PKH", purpose: PAYEE_VERIFICATION }) { id }`;
    const document = `{ ${Array.from({ length: 20 }, (_, index) => `c${index}: ${check}`).join(' ')} }`;
    expect(await statementsOf(document, {}, 'bank')).toBe(CHECK);
  });
});
