import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'vitest';
import { announceJobFinished } from '../../api/webhooks/announce-job-finished.js';
import { withClaims } from '../../prisma/claims.js';
import { freshKey } from '../../api/keys.js';
import { createLog } from '../../api/log.js';
import {
  createDispatcher,
  type Dispatcher,
  type DispatcherParts,
} from '../../api/webhooks/dispatcher.js';
import { createWebhookSigner, type WebhookSigner } from '../../api/webhooks/webhook-signer.js';
import { SANDBOX_PARTNERS } from '../../prisma/seed/sandbox-partners.js';
import { createTestApp, TEST_NOW, type TestApp, type TestAppOptions } from './app.js';
import { serverSide } from './hands.js';

/** Kinds of events, as the schema names them. */
export const EVERY_EVENT = [
  ...['ELIGIBILITY_CHANGED', 'ENROLMENT_CHANGED', 'JOB_FINISHED', 'AGREEMENT_EXPIRING'],
];
export const BANK = SANDBOX_PARTNERS[0]!;

/** What a receiver got. */
export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly body: {
    readonly type: string;
    readonly sequence: number;
    readonly occurredAt: string;
    readonly data: Readonly<Record<string, unknown>>;
  };
}

/** A partner's server: keeps what it gets and answers as it is told. */
export interface Receiver {
  readonly url: string;
  readonly got: Received[];
  /** Status, or all of an answer; 204 where absent. `null` = never answers. */
  answer: (
    received: Received,
  ) => number | null | { status: number; headers: Record<string, string>; body?: string };
  close(): Promise<void>;
}

/** Starts a receiver on a free port of this machine. */
export async function receive(): Promise<Receiver> {
  const got: Received[] = [];
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const received = {
        ...{ headers: request.headers, text },
        body: JSON.parse(text) as Received['body'],
      };
      got.push(received);
      const answer = receiver.answer(received);
      if (answer === null) return;
      if (typeof answer === 'number') response.writeHead(answer).end();
      else response.writeHead(answer.status, answer.headers).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const receiver: Receiver = {
    ...{ url: `http://127.0.0.1:${port}/hook`, got, answer: () => 204 },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
  return receiver;
}

/** An app that may send webhooks to this machine, with a clock that a test moves. */
export interface WebhookApp {
  readonly app: TestApp;
  readonly signer: WebhookSigner;
  readonly clock: { at: Date; forward(ms: number): void };
  readonly logs: string[];
  /** A dispatcher that sees to changes at once and knows no chance. */
  dispatcher(parts?: Partial<DispatcherParts>): Dispatcher;
}

/** Starts such an app. */
export async function startWebhookApp(options: TestAppOptions = {}): Promise<WebhookApp> {
  const signer = createWebhookSigner([await freshKey('webhooks')]);
  const clock = {
    at: TEST_NOW,
    forward(ms: number) {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  };
  const app = await createTestApp({
    now: () => clock.at,
    webhooks: { targets: { ports: [443], loopback: true }, keys: signer.keys },
    ...options,
  });
  const logs: string[] = [];
  return {
    ...{ app, signer, clock, logs },
    dispatcher: (parts = {}) =>
      createDispatcher({
        app: { ...app.app, database: serverSide(app.app.database) },
        log: createLog('debug', { write: (line) => void logs.push(line) }),
        ...{ signer, random: () => 0.5, touches: { size: 100, settleMs: 0 } },
        ...parts,
      }),
  };
}

/** A mutation of endpoints as a test asks for it. */
export interface EndpointAnswer {
  readonly __typename: string;
  readonly code?: string;
  readonly message?: string;
  readonly pesan?: string;
  readonly secret?: string;
  readonly id?: string;
  readonly url?: string;
  readonly events?: readonly string[];
  readonly version?: number;
  readonly disabledAt?: string | null;
  readonly lastSequence?: number;
  readonly status?: string;
  readonly endpoint?: {
    readonly id: string;
    readonly url: string;
    readonly events: readonly string[];
    readonly version: number;
    readonly purpose: string;
  };
}

const ENDPOINT = 'id url events version purpose disabledAt lastSequence';
const SECRET = `... on WebhookSecret { secret endpoint { ${ENDPOINT} } }`;
const SELECTIONS: Readonly<Record<string, string>> = {
  registerWebhookEndpoint: SECRET,
  rotateWebhookSecret: SECRET,
  changeWebhookEndpoint: `... on WebhookEndpoint { ${ENDPOINT} }`,
  removeWebhookEndpoint: '... on RemovedWebhookEndpoint { id }',
  redeliverWebhook: '... on WebhookDelivery { id status attempts }',
};

/** The mutations that manage endpoints. */
export const WEBHOOK_MUTATIONS = Object.keys(SELECTIONS);

/** Asks for a change of endpoints, whatever comes of it. */
export function askEndpoint(app: TestApp, field: string, input: object, persona = 'bank') {
  const type = `${field.charAt(0).toUpperCase()}${field.slice(1)}Input`;
  return app.graphql<Record<string, EndpointAnswer>>(
    `mutation ($input: ${type}!) { ${field}(input: $input) { __typename ${SELECTIONS[field]}
      ... on Error { code message(language: EN) pesan: message(language: ID) } } }`,
    { input },
    persona,
  );
}

/** Makes a change of endpoints and gives its answer or refusal; a fault fails the test. */
export async function changeEndpointAs(
  app: TestApp,
  field: string,
  input: object,
  persona = 'bank',
): Promise<EndpointAnswer> {
  const { errors, data } = await askEndpoint(app, field, input, persona);
  expect(errors).toBeUndefined();
  return data![field]!;
}

/** An endpoint that is registered, with its secret. */
export async function registered(
  app: TestApp,
  url: string,
  events: readonly string[] = EVERY_EVENT,
  persona = 'bank',
): Promise<{ readonly id: string; readonly secret: string; readonly version: number }> {
  const answer = await changeEndpointAs(app, 'registerWebhookEndpoint', { url, events }, persona);
  if (answer.endpoint === undefined) throw new Error(`Refused: ${answer.code}`);
  return { id: answer.endpoint.id, secret: answer.secret!, version: answer.endpoint.version };
}

/** Asks as a partner, so that it has a decision about somebody. */
export async function decide(
  app: TestApp,
  nik: string,
  { program = 'PKH', persona = 'bank', purpose = 'PAYEE_VERIFICATION' } = {},
): Promise<{ readonly id: string; readonly outcome: string; readonly enrolment: string }> {
  const { data, errors } = await app.graphql<{
    checkEligibility: { id: string; outcome: string; enrolment: string };
  }>(
    'query ($input: CheckEligibilityInput!) { checkEligibility(input: $input) { id outcome enrolment } }',
    { input: { nik, program, purpose } },
    persona,
  );
  expect(errors).toBeUndefined();
  return data!.checkEligibility;
}

/** Enrols the household of a person in a program, or changes that, as the ministry's systems would. */
export async function enrol(
  { app }: TestApp,
  nik: string,
  status: string,
  { program = 'PKH', since = '2026-10-01' } = {},
): Promise<void> {
  await app.database.sql.query(
    `INSERT INTO enrolment (id, household_id, program_code, status, since)
     SELECT $1::uuid, p.household_id, $3, $4::"EnrolmentState", $5::date FROM person p WHERE p.nik_index = $2::bytea`,
    [app.newId(), app.vault.nikIndex(nik), program, status, since],
  );
}

/** Lists the household of a person in a decile from a day on. */
export async function rank(
  { app }: TestApp,
  nik: string,
  decile: number,
  since = '2026-10-15',
): Promise<void> {
  await app.database.sql.query(
    `INSERT INTO registry_listing (id, household_id, system, period, listed, decile, since)
     SELECT $1::uuid, p.household_id, 'DTSEN', '2026-Q4', true, $3::int4, $4::date FROM person p WHERE p.nik_index = $2::bytea`,
    [app.newId(), app.vault.nikIndex(nik), decile, since],
  );
}

/** A delivery as it is stored. */
export interface StoredDelivery {
  readonly id: string;
  readonly sequence: number;
  readonly status: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastFailure: string | null;
  readonly next: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** All deliveries to an endpoint, in order. */
export function deliveriesOf({ app }: TestApp, endpointId: string): Promise<StoredDelivery[]> {
  return app.database.sql.query<StoredDelivery>(
    `SELECT d.id, d.sequence, d.status::text, d.attempts, d.last_status AS "lastStatus", d.last_failure AS "lastFailure",
       to_char(d.next_attempt_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS next, e.type::text, e.data
     FROM webhook_delivery d JOIN webhook_event e ON e.id = d.event_id WHERE d.endpoint_id = $1::uuid ORDER BY d.sequence`,
    [endpointId],
  );
}

/** A job of the bank ends, in a transaction of a server that knows no caller. */
export async function finishJob(
  { app: { database, newId, now } }: TestApp,
  jobId = newId(),
): Promise<string> {
  await withClaims(null, () =>
    serverSide(database).sql.transaction((sql) =>
      announceJobFinished(sql, {
        ...{ eventId: newId(), jobId, partnerId: BANK.id, purpose: 'PAYEE_VERIFICATION' },
        ...{ status: 'DONE', at: now() },
      }),
    ),
  );
  return jobId;
}
