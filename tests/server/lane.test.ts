import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceiptSigner } from '../../api/eligibility/receipt-signer.js';
import { createLane } from '../../api/lane/create-lane.js';
import { compileOperation } from '../../api/lane/compile-operation.js';
import { createLog } from '../../api/log.js';
import { readRegisteredOperations } from '../../api/registered-operations.js';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';

const registered = readRegisteredOperations();
const LANES = ['CheckEligibilities', 'CheckEligibility', 'EligibilityDecision'];

/** Ids that start anew in each app, so that the same requests give the same answers. */
function counter(): () => string {
  let at = 0;
  return () => `01900000-0000-7000-8000-${String(++at).padStart(12, '0')}`;
}

const receipts: ReceiptSigner = {
  sign: (payload) => Promise.resolve(Buffer.from(JSON.stringify(payload)).toString('base64url')),
  jwks: { keys: [] },
};

let lane: TestApp;
let open: TestApp;

beforeAll(async () => {
  lane = await createTestApp({ newId: counter(), receipts });
  open = await createTestApp({ newId: counter(), receipts });
});

afterAll(async () => {
  await lane.close();
  await open.close();
});

const textOf = (name: string) => {
  const operation = registered.all.find((each) => each.name === name);
  if (operation === undefined) throw new Error(`${name} is not registered.`);
  return operation.text;
};

interface Sent {
  readonly persona: string;
  readonly variables: object;
  readonly accept?: string;
  readonly operationName?: string | null;
}

async function send(app: TestApp, query: string, { persona, accept, ...rest }: Sent) {
  const answer = await app.fetch('/graphql', {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: accept ?? 'application/graphql-response+json',
      authorization: `Bearer ${await app.tokenFor(persona)}`,
    },
    body: JSON.stringify({ query, ...rest }),
  });
  const headers = Object.fromEntries(answer.headers);
  delete headers['date'];
  return { status: answer.status, headers, body: await answer.text() };
}

/** The same request through both ways; the comment makes the document one that is not registered by its text. */
async function both(name: string, sent: Sent) {
  const byLane = await send(lane, textOf(name), sent);
  const byYoga = await send(open, `${textOf(name)} # open path`, sent);
  return { byLane, byYoga };
}

const NIK = '3205011704829901';
const bank = { program: 'PKH', purpose: 'PAYEE_VERIFICATION' };
const officer = { program: 'PKH', purpose: 'SOCIAL_SERVICE' };
const student = {
  ...{ admitted: true, graduationYear: 2026, degree: 'S1', accreditation: 'A' },
  ...{ livingCostCluster: 1, parentsMonthlyIncome: 2_000_000, familySize: 4 },
};
const aid = { program: 'KIP_KULIAH', purpose: 'STUDENT_AID_SCREENING' };

const REQUESTS: [string, string, Sent][] = [
  ['a bank', 'CheckEligibility', { persona: 'bank', variables: { input: { nik: NIK, ...bank } } }],
  [
    'a bank, in English, with a reference',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: { input: { nik: NIK, ...bank, reference: 'é "\u2028' }, language: 'EN' },
    },
  ],
  [
    'a bank that takes application/json',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: NIK, ...bank } }, accept: 'application/json' },
  ],
  [
    'an officer, in full',
    'CheckEligibility',
    { persona: 'officer-regency', variables: { input: { nik: NIK, ...officer } } },
  ],
  [
    'a university with claims',
    'CheckEligibility',
    {
      persona: 'university',
      variables: { input: { nik: '3510016303089901', ...aid, claims: { studentAid: student } } },
    },
  ],
  [
    'somebody unknown',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: '3273055111089987', ...bank } } },
  ],
  [
    'another purpose',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: NIK, ...officer } } },
  ],
  [
    'another purpose, for application/json',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: { input: { nik: NIK, ...officer } },
      accept: 'application/json',
    },
  ],
  [
    'an unknown program',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: NIK, ...bank, program: 'NONE' } } },
  ],
  [
    'a day in the future',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: NIK, ...bank, asOf: '2026-12-01' } } },
  ],
  [
    'a malformed NIK',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: '1', ...bank } } },
  ],
  ['no variables', 'CheckEligibility', { persona: 'bank', variables: {} }],
  [
    'no claim where one must be',
    'CheckEligibility',
    { persona: 'university', variables: { input: { nik: NIK, ...aid, claims: {} } } },
  ],
  [
    'null where a claim must be',
    'CheckEligibility',
    {
      persona: 'university',
      variables: { input: { nik: NIK, ...aid, claims: { studentAid: null } } },
    },
  ],
  [
    'a field that does not exist',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: NIK, ...bank, nick: 1 } } },
  ],
  [
    'the name of the operation',
    'CheckEligibility',
    {
      persona: 'bank',
      variables: { input: { nik: NIK, ...bank } },
      operationName: 'CheckEligibility',
    },
  ],
  [
    'another operation name',
    'CheckEligibility',
    { persona: 'bank', variables: { input: { nik: NIK, ...bank } }, operationName: 'Other' },
  ],
  [
    'many people, some of them wrong',
    'CheckEligibilities',
    {
      persona: 'bank',
      variables: {
        input: {
          ...bank,
          people: [
            { nik: NIK, reference: '1' },
            { nik: 'x', reference: '2' },
            { nik: NIK, reference: '3' },
            { nik: '3273054208939901' },
          ],
        },
      },
    },
  ],
  [
    'nobody',
    'CheckEligibilities',
    { persona: 'bank', variables: { input: { ...bank, people: [] } } },
  ],
  [
    'a decision that is not there',
    'EligibilityDecision',
    { persona: 'bank', variables: { id: '01900000-0000-7000-8000-0000000000ff' } },
  ],
  [
    'an id that is none',
    'EligibilityDecision',
    { persona: 'bank', variables: { id: 'x', language: 'EN' } },
  ],
  ['who asks', 'Viewer', { persona: 'officer-regency', variables: {} }],
  ['programs', 'AidPrograms', { persona: 'bank', variables: { first: 3 } }],
  ['a program', 'AidProgram', { persona: 'bank', variables: { code: 'PKH' } }],
  ['classes', 'PpksCategories', { persona: 'bank', variables: { language: 'EN' } }],
  ['areas', 'Regions', { persona: 'bank', variables: { parent: '32', first: 5 } }],
];

describe('every registered operation answers the same bytes by the lane and by the open path', () => {
  test.each(REQUESTS)('for %s (%s)', async (_what, name, sent) => {
    const { byLane, byYoga } = await both(name, sent);
    expect(byLane).toEqual(byYoga);
  });

  test('for a decision made by the other way', async () => {
    const made = await both('CheckEligibility', {
      persona: 'bank',
      variables: { input: { nik: NIK, ...bank } },
    });
    const { data } = JSON.parse(made.byLane.body) as { data: { checkEligibility: { id: string } } };
    const sent = { persona: 'bank', variables: { id: data.checkEligibility.id } };
    const { byLane, byYoga } = await both('EligibilityDecision', sent);
    expect(byLane).toEqual(byYoga);
    expect(byLane.body).toContain(data.checkEligibility.id);
  });

  test('and there is a request for each of them', () => {
    const asked = new Set(REQUESTS.map(([, name]) => name));
    expect(registered.all.map(({ name }) => name).filter((name) => !asked.has(name))).toEqual([]);
  });

  test('and both ways write down the same', async () => {
    const rows = ({ app }: TestApp) =>
      app.database.sql.query(
        `SELECT d.id, d.outcome::text, d.facts, d.findings, d.result, d.reference, e.request_id, e.fields, e.person_ids
         FROM decision d JOIN access_entry e ON e.decision_id = d.id ORDER BY d.id, e.id`,
      );
    const byLane = await rows(lane);
    expect(byLane.length).toBeGreaterThan(8);
    expect(byLane).toEqual(await rows(open));
  });

  test('and the same is logged', () => {
    const lines = ({ logs }: TestApp) =>
      logs.map((line) => {
        const { time: _time, ms: _ms, ...rest } = JSON.parse(line) as Record<string, unknown>;
        return rest;
      });
    expect(lines(lane)).toEqual(lines(open));
  });
});

describe('the lane', () => {
  const compiled = registered.all.filter((each) => compileOperation(schema, each) !== null);

  test('has the checks and nothing that looks ahead into the database', () => {
    expect(compiled.map(({ name }) => name).sort()).toEqual(LANES);
  });

  test('really takes the checks, and leaves to the open path what is not exactly theirs', async () => {
    const missed: string[] = [];
    const execute = createLane(lane.app, schema, registered, createLog('silent'), (exchange) => {
      missed.push(exchange.params.query);
      return Promise.resolve({ status: 200, headers: {}, body: 'open', codes: [] });
    });
    const exchange = (query: string, operationName: string | null, variables: object) => ({
      ...{ requestId: 'r', accepted: 'application/json' as const, operation: null, codes: [] },
      principal: PRINCIPAL,
      params: { query, operationName, variables: variables as Record<string, unknown> },
    });
    const check = textOf('CheckEligibility');
    const variables = { input: { nik: NIK, ...bank } };
    const taken = await execute(exchange(check, null, variables), 'POST');
    expect(taken.body).toContain('"outcome"');
    expect(missed).toEqual([]);
    await execute(exchange(check, 'Other', variables), 'POST');
    await execute(exchange(check, null, { input: { nik: '1' } }), 'POST');
    await execute(exchange(`${check} `, null, variables), 'POST');
    await execute(exchange(check, null, variables), 'GET');
    expect(missed).toHaveLength(4);
  });

  test('sends as many statements as the open path', async () => {
    const sent = { persona: 'bank', variables: { input: { nik: NIK, ...bank } } };
    lane.statements();
    open.statements();
    await both('CheckEligibility', sent);
    const statements = lane.statements();
    expect(statements).toEqual(open.statements());
    expect(statements.length).toBeLessThanOrEqual(2);
  });
});

const PRINCIPAL = {
  subject: 'sandbox:bank',
  clientId: 'sandbox-bank',
  name: 'Bank Contoh',
  tier: 'PARTNER',
  territory: null,
  roles: [],
  purpose: 'PAYEE_VERIFICATION',
  partner: { id: '019b76da-a800-7000-8000-000000000001', kind: 'BANK' },
  scopes: [],
  expiresAt: Infinity,
} as const;
