import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ReceiptSigner } from '../../api/eligibility/receipt-signer.js';
import { createLane } from '../../api/lane/create-lane.js';
import { compileOperation } from '../../api/lane/compile-operation.js';
import { createLog } from '../../api/log.js';
import { readRegisteredOperations } from '../../api/registered-operations.js';
import { schema } from '../../schema/index.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  BANK_CHECK,
  KNOWN_NIK,
  LANE_REQUESTS,
  type LaneRequest,
} from '../support/lane-requests.js';

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

async function send(app: TestApp, query: string, { persona, accept, ...rest }: LaneRequest) {
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
async function both(name: string, sent: LaneRequest) {
  const byLane = await send(lane, textOf(name), sent);
  const byYoga = await send(open, `${textOf(name)} # open path`, sent);
  return { byLane, byYoga };
}

describe('every registered operation answers the same bytes by the lane and by the open path', () => {
  test.each(LANE_REQUESTS)('for %s (%s)', async (_what, name, sent) => {
    const { byLane, byYoga } = await both(name, sent);
    expect(byLane).toEqual(byYoga);
  });

  test('for a decision made by the other way', async () => {
    const made = await both('CheckEligibility', {
      persona: 'bank',
      variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK } },
    });
    const { data } = JSON.parse(made.byLane.body) as { data: { checkEligibility: { id: string } } };
    const sent = { persona: 'bank', variables: { id: data.checkEligibility.id } };
    const { byLane, byYoga } = await both('EligibilityDecision', sent);
    expect(byLane).toEqual(byYoga);
    expect(byLane.body).toContain(data.checkEligibility.id);
  });

  test('and there is a request for each of them', () => {
    const asked = new Set(LANE_REQUESTS.map(([, name]) => name));
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
      ...{
        requestId: 'r',
        accepted: 'application/json' as const,
        operation: null,
        codes: [],
        wantsEvents: false,
        events: null,
      },
      principal: PRINCIPAL,
      params: { query, operationName, variables: variables as Record<string, unknown> },
    });
    const check = textOf('CheckEligibility');
    const variables = { input: { nik: KNOWN_NIK, ...BANK_CHECK } };
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
    const sent = { persona: 'bank', variables: { input: { nik: KNOWN_NIK, ...BANK_CHECK } } };
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
  scopes: ['eligibility:check'],
  expiresAt: Infinity,
} as const;
