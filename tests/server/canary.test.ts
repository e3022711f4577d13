import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { schema } from '../../schema/index.js';
import { actAs, officerOf } from '../support/act-as.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { everyOperation, type RootOperation } from '../support/every-operation.js';
import { startJob } from '../support/jobs.js';
import { noDatabase } from '../support/no-database.js';

/* P2: numbers and a name that nobody else has go through every operation and every way of failing. */
const NIK = '3205014107909987';
const KK = '3205010101209987';
const NAME = 'Kenari Burung Contoh';

const VALUES = {
  NIK,
  KKNumber: KK,
  KkNumber: KK,
  String: NAME,
  ID: '01900000-0000-7000-8000-00000000c001',
  Int: 1,
  Float: 1.5,
  Boolean: true,
  Date: '2026-10-31',
  DateTime: '2026-10-31T00:00:00Z',
  RegionCode: '32.05.01.1001',
  Rupiah: 1_000,
  SafeText: NAME,
};

const app = await createTestApp();
/** Whose work no persona does. */
const officers = await Promise.all(
  [
    officerOf('REGENCY', '32.05', ['data_protection_officer']),
    officerOf('REGENCY', '32.05', ['regency_head']),
    officerOf('VILLAGE', '32.05.01.1001', ['village_head']),
  ].map((officer) => actAs(app, officer)),
);
const [garut, jember] = await householdsOf(app, ['32.05.01.1001', '35.10.01.2001']);

const WINDOW = { from: '2026-10-31T00:00:00Z', until: '2026-11-02T00:00:00Z' };

const { id: jobId } = await startJob(app, 'bank', {});

const OPERATIONS = everyOperation(schema, VALUES, {
  ...{ after: undefined, claims: undefined, first: 5, program: 'PKH', purpose: 'SOCIAL_SERVICE' },
  ...{
    reference: '470/1/2026',
    within: '32.05',
    categoryCode: 'NEGLECTED_CHILD',
    occupation: 'DAY_LABOURER',
  },
  ...{
    householdId: garut,
    toHouseholdId: jember,
    conditions: [],
    relationship: 'HEAD',
    rt: '001',
    rw: '002',
  },
  ...{ birthDate: '1990-07-01', sex: 'F', deathDate: undefined, verifiedOn: undefined },
  ...{ HouseholdBy: { kkNumber: KK }, PersonBy: { nik: NIK } },
  ...{ slug: 'kenari-burung-contoh', programs: ['PKH'] },
  ...{ looksUntil: '2026-12-01T00:00:00Z', delayedUntil: '2026-12-01T00:00:00Z', office: '32.05' },
  AccessEntryFilter: { ...WINDOW, actor: NIK, action: NAME },
  RegisterProgramInput: {
    ...{ code: 'CONTOH_KENARI', nameId: NAME, nameEn: NAME, unit: 'HOUSEHOLD', legalBasis: NAME },
  },
  ReportProposalInput: {
    ...{ idempotencyKey: NAME, kind: 'UPDATE', need: 'DISABILITY', source: 'CITIZEN' },
    ...{ reference: '470/1/2026', householdId: garut },
  },
  PreviewDeterminationInput: { program: 'PKH', region: '32.05' },
  SimulateProgramInput: { program: 'PKH', region: '32.05', change: { decileAtMost: 4 } },
  BreachInput: { ...WINDOW, actor: { subject: NIK }, discoveredAt: WINDOW.until },
}).map((one) => (one.name === 'cancelEligibilityJob' ? { ...one, variables: { id: jobId } } : one));
const PERSONAS = [
  ...['officer-regency', 'officer-village', 'bank', 'social-worker', 'program-owner'],
  ...['data-protection-officer', 'citizen-desk', undefined],
];

const answered = new Set<string>();
let printed: string[] = [];

afterAll(async () => {
  for (const officer of officers) await officer.close();
  await app.close();
});

beforeEach(() => {
  const note = (chunk: unknown): boolean => printed.push(String(chunk)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(note);
  vi.spyOn(process.stderr, 'write').mockImplementation(note);
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    vi.spyOn(console, method).mockImplementation((...words) => void note(words.join(' ')));
  }
});

afterEach(() => {
  vi.restoreAllMocks();
  printed = [];
});

function forms(secret: string): string[] {
  const base64 = Buffer.from(secret).toString('base64').replaceAll('=', '').slice(0, -1);
  return [secret, base64, encodeURIComponent(secret), Buffer.from(secret).toString('hex')];
}

function expectNoCanary(logs: readonly string[], ...more: string[]): void {
  const all = [...logs, ...printed].join('\n');
  expect(all.length).toBeGreaterThan(0);
  for (const secret of [NIK, KK, NAME, ...more]) {
    for (const form of forms(secret)) expect(all).not.toContain(form);
  }
}

/** The operation with each variable, one after the other, replaced by something of the wrong kind that holds the secrets. */
function spoilt({ variables }: RootOperation): Record<string, unknown>[] {
  const wrong = [{ [NIK]: NAME }, `${NIK}${NAME}`, [[NIK]], Number(NIK)];
  return Object.keys(variables).flatMap((name) =>
    wrong.map((value) => ({ ...variables, [name]: value })),
  );
}

test('the schema has operations to try', () => {
  expect(OPERATIONS.length).toBeGreaterThan(10);
});

test.each(OPERATIONS)('$name, done or refused, leaves no secret in a log', async (operation) => {
  for (const persona of PERSONAS) {
    const { status, data } = await app.graphql(operation.document, operation.variables, persona);
    expect(status).not.toBe(500);
    if (status === 200 && data !== undefined) answered.add(operation.name);
  }
  for (const officer of officers) {
    const { status, data } = await officer.graphql(operation.document, operation.variables);
    expect(status).not.toBe(500);
    if (status === 200 && data !== undefined) answered.add(operation.name);
    expectNoCanary(officer.logs);
  }
  expectNoCanary(app.logs, await app.tokenFor('bank'));
});

test('every operation was answered for somebody, so the secrets went all the way in', () => {
  const left = OPERATIONS.map(({ name }) => name).filter((name) => !answered.has(name));
  expect(left).toEqual([]);
});

test.each(OPERATIONS)(
  '$name with wrong variables leaves no secret in a log or an answer',
  async (operation) => {
    for (const variables of spoilt(operation)) {
      const { errors, status } = await app.graphql(
        operation.document,
        variables,
        'officer-regency',
      );
      expect(status).toBeLessThan(500);
      expect(JSON.stringify(errors ?? [])).not.toMatch(new RegExp(`${NIK}|${NAME}`));
    }
    expectNoCanary(app.logs);
  },
);

test.each([
  [
    'a constraint',
    Object.assign(new Error(`Key (nik)=(${NIK}) exists`), { code: '23505', detail: `(${KK})` }),
  ],
  ['a lost connection', new Error(`Connection terminated unexpectedly ${NIK}`)],
  ['a bug', new TypeError(`cannot read ${NAME} of ${NIK}`)],
])('every operation over a database that fails by %s leaves no secret', async (_what, error) => {
  const failing = await createTestApp({ database: noDatabase(() => Promise.reject(error)) });
  try {
    for (const { document, variables } of OPERATIONS) {
      const { errors } = await failing.graphql(document, variables, 'officer-regency');
      expect(JSON.stringify(errors ?? [])).not.toMatch(new RegExp(`${NIK}|${KK}|${NAME}`));
    }
    expectNoCanary(failing.logs);
  } finally {
    await failing.close();
  }
});

test('a secret in a document, an operation name, a header or a URL leaves none in a log', async () => {
  const token = await app.tokenFor('bank');
  await app.graphql(`query N${NIK} { viewer { name } }`, {}, 'bank');
  await app.graphql(`{ person(by: { nik: "${NIK}9" }) { id } }`, {}, 'officer-regency');
  await app.graphql(`{ person(by: { nik: "${NIK}" `, {}, 'officer-regency');
  await app.fetch(`/${NIK}?name=${NAME}`);
  await app.fetch(`/graphql?query={viewer{name}}&variables={"n":"${NIK}"}`, {
    headers: { authorization: `Bearer ${token}`, 'x-request-id': NIK, 'user-agent': NIK },
  });
  await app.fetch('/graphql', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}${NIK}`, 'content-type': 'application/json' },
    body: NIK,
  });
  expectNoCanary(app.logs, token);
});

test('the search for secrets finds one that is there', () => {
  expect(() => expectNoCanary([`{"event":"request","name":"${NAME}"}`])).toThrow();
  expect(() => expectNoCanary([Buffer.from(`x${NIK}`).toString('hex')])).toThrow();
  expect(() => expectNoCanary([Buffer.from(NIK).toString('base64')])).toThrow();
});

/** One household of each village. */
async function householdsOf({ app: { database } }: TestApp, villages: string[]): Promise<string[]> {
  const rows = await database.sql.query<{ id: string }>(
    `SELECT min(id::text) AS id FROM household WHERE village_code = ANY($1) GROUP BY village_code
      ORDER BY village_code`,
    [villages],
  );
  return rows.map(({ id }) => id);
}
