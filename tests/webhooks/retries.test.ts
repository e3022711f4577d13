import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DELIVERY_LIFE_MS, nextAttempt } from '../../api/webhooks/next-attempt.js';
import type { SentWebhook, WebhookRequest } from '../../api/webhooks/send-webhook.js';
import {
  BANK,
  changeEndpointAs,
  deliveriesOf,
  finishJob,
  receive,
  registered,
  startWebhookApp,
  type Receiver,
  type WebhookApp,
} from '../support/webhooks.js';

const TAKEN: SentWebhook = { status: 204, failure: null, retryAfterMs: null, ms: 1 };

let hooks: WebhookApp;
let receiver: Receiver;
let endpoint: { readonly id: string; readonly secret: string };
beforeAll(async () => {
  hooks = await startWebhookApp();
});
afterAll(() => hooks.app.close());
beforeEach(async () => {
  receiver = await receive();
  endpoint = await registered(hooks.app, receiver.url);
});
afterEach(async () => {
  const { sql } = hooks.app.app.database;
  await sql.query('UPDATE webhook_endpoint SET removed_at = now()');
  await sql.query(
    `UPDATE webhook_delivery SET status = 'DEAD', settled_at = now() WHERE status = 'PENDING'`,
  );
  await receiver.close();
});

const jobsOf = ({ got }: Receiver) => got.map(({ body }) => body.data['jobId']);

describe('an attempt that fails', () => {
  test('is made again after ten seconds, four times as long each time, until three days are over, and is then a dead letter', async () => {
    receiver.answer = () => 503;
    await finishJob(hooks.app);
    const started = hooks.clock.at.getTime();
    const dispatcher = hooks.dispatcher();
    const offsets: number[] = [];
    for (let times = 0; times < 40; times++) {
      await dispatcher.round();
      const [delivery] = await deliveriesOf(hooks.app, endpoint.id);
      expect(delivery?.lastStatus).toBe(503);
      if (delivery?.status === 'DEAD') break;
      offsets.push((Date.parse(delivery!.next) - started) / 1_000);
      hooks.clock.at = new Date(Date.parse(delivery!.next) - 1);
      const before = receiver.got.length;
      await dispatcher.round();
      expect(receiver.got).toHaveLength(before);
      hooks.clock.at = new Date(delivery!.next);
    }
    // With no chance: 10 s, 40 s, 160 s, 640 s, 2560 s, 10240 s, 40960 s, then every twelve hours, and at the end of the third day.
    expect(offsets).toEqual([
      ...[10, 50, 210, 850, 3_410, 13_650, 54_610, 97_810, 141_010, 184_210, 227_410, 259_200],
    ]);
    expect(await deliveriesOf(hooks.app, endpoint.id)).toMatchObject([
      { status: 'DEAD', attempts: 13, lastFailure: 'STATUS_REFUSED' },
    ]);
    const ids = receiver.got.map(({ headers }) => headers['webhook-id']);
    expect(ids).toHaveLength(13);
    expect(new Set(ids).size).toBe(1);
  });

  test.each([
    ['in seconds', (_now: Date) => '7200'],
    ['as a date', (now: Date) => new Date(now.getTime() + 7_200_000).toUTCString()],
  ])('waits as long as the receiver asks, %s', async (_how, header) => {
    receiver.answer = () => ({ status: 429, headers: { 'retry-after': header(hooks.clock.at) } });
    await finishJob(hooks.app);
    const started = hooks.clock.at.getTime();
    await hooks.dispatcher().round();
    const [delivery] = await deliveriesOf(hooks.app, endpoint.id);
    expect(Math.round((Date.parse(delivery!.next) - started) / 1_000)).toBe(7_200);
  });

  test('is spread by chance over a fifth either way, and never after the third day', () => {
    const at = new Date('2026-11-01T00:00:00Z');
    const expiresAt = new Date(at.getTime() + DELIVERY_LIFE_MS);
    const wait = (random: number, more = {}) =>
      nextAttempt({ attempts: 2, at, expiresAt, retryAfterMs: null, ...more }, random)!.getTime() -
      at.getTime();
    expect([wait(0), wait(0.5), wait(0.999_999)]).toEqual([32_000, 40_000, 47_999]);
    expect(wait(0.5, { retryAfterMs: 10 * 86_400_000 })).toBe(86_400_000);
    expect(wait(0.5, { attempts: 400 })).toBe(12 * 3_600_000);
    const late = { at: new Date(expiresAt.getTime() - 1_000) };
    expect(nextAttempt({ attempts: 9, expiresAt, retryAfterMs: null, ...late }, 0)).toEqual(
      expiresAt,
    );
    expect(
      nextAttempt({ attempts: 9, at: expiresAt, expiresAt, retryAfterMs: null }, 0),
    ).toBeNull();
  });
});

describe('order', () => {
  test('a later event about the same subject waits for the earlier one, those about others do not', async () => {
    const subject = hooks.app.app.newId();
    const { database, newId, now } = hooks.app.app;
    for (const step of ['first', 'second']) {
      await database.sql.query(
        `INSERT INTO webhook_event (id, key, partner_id, purpose, type, subject, data, occurred_at)
         VALUES ($1::uuid, $2, $3::uuid, 'PAYEE_VERIFICATION', 'JOB_FINISHED', $4::uuid, $5::jsonb, $6::timestamptz)`,
        [
          ...[newId(), `order ${step} ${subject}`, BANK.id, subject],
          ...[JSON.stringify({ jobId: subject, status: step }), now().toISOString()],
        ],
      );
    }
    const other = await finishJob(hooks.app);
    receiver.answer = ({ body }) => (body.data['status'] === 'first' ? 500 : 204);
    await hooks.dispatcher().round();
    expect(receiver.got.map(({ body }) => body.data['status']).sort()).toEqual(['DONE', 'first']);
    expect(jobsOf(receiver)).toContain(other);
    receiver.answer = () => 204;
    hooks.clock.forward(10_000);
    await hooks.dispatcher().round();
    expect(receiver.got.slice(2).map(({ body }) => [body.data['status'], body.sequence])).toEqual([
      ['first', 1],
      ['second', 2],
    ]);
  });

  test('a dead letter stands in the way of nothing', async () => {
    const jobId = await finishJob(hooks.app);
    receiver.answer = () => 410;
    await hooks.dispatcher().round();
    expect(await deliveriesOf(hooks.app, endpoint.id)).toMatchObject([
      { status: 'DEAD', lastFailure: 'GONE', data: { jobId } },
    ]);
    const { data } = await hooks.app.graphql<{
      webhookEndpoints: { edges: { node: { disabledAt: string | null; version: number } }[] };
    }>('{ webhookEndpoints { edges { node { disabledAt version } } } }', {}, 'bank');
    const [edge] = data!.webhookEndpoints.edges;
    expect(edge!.node).toEqual({ disabledAt: hooks.clock.at.toISOString(), version: 2 });
    receiver.answer = () => 204;
    const later = await finishJob(hooks.app);
    await hooks.dispatcher().round();
    expect(jobsOf(receiver)).toEqual([jobId]);
    await changeEndpointAs(hooks.app, 'changeWebhookEndpoint', {
      ...{ id: endpoint.id, version: 2, enabled: true },
    });
    await hooks.dispatcher().round();
    expect(jobsOf(receiver)).toEqual([jobId, later]);
  });
});

describe('at least once', () => {
  test('what a process that died had in hand is sent again, with the same id, when its lease is over', async () => {
    await finishJob(hooks.app);
    const sent: WebhookRequest[] = [];
    const dying = hooks.dispatcher({
      send(request) {
        sent.push(request);
        return new Promise(() => undefined);
      },
    });
    void dying.round();
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    const second = hooks.dispatcher();
    await second.round();
    expect(receiver.got).toEqual([]);
    hooks.clock.forward(60_000);
    await second.round();
    expect(receiver.got.map(({ headers }) => headers['webhook-id'])).toEqual([
      sent[0]!.headers['webhook-id'],
    ]);
    expect(await deliveriesOf(hooks.app, endpoint.id)).toMatchObject([
      { status: 'DELIVERED', attempts: 2 },
    ]);
  });

  test('what comes of an attempt that another process took over changes nothing', async () => {
    await finishJob(hooks.app);
    let end: (sent: SentWebhook) => void = () => undefined;
    const slow = hooks.dispatcher({ send: () => new Promise((resolve) => (end = resolve)) });
    const round = slow.round();
    await vi.waitFor(async () =>
      expect(await deliveriesOf(hooks.app, endpoint.id)).toMatchObject([{ attempts: 1 }]),
    );
    hooks.clock.forward(60_000);
    await hooks.dispatcher().round();
    end({ ...TAKEN, status: 500, failure: 'STATUS_REFUSED' });
    await round;
    expect(await deliveriesOf(hooks.app, endpoint.id)).toMatchObject([
      { status: 'DELIVERED', lastStatus: 204 },
    ]);
  });

  test('two dispatchers side by side send each event once', async () => {
    const jobs = [];
    for (let count = 0; count < 8; count++) jobs.push(await finishJob(hooks.app));
    await Promise.all([hooks.dispatcher().round(), hooks.dispatcher().round()]);
    expect(jobsOf(receiver).sort()).toEqual(jobs.sort());
    expect((await deliveriesOf(hooks.app, endpoint.id)).map(({ sequence }) => sequence)).toEqual(
      jobs.map((_job, index) => index + 1),
    );
  });

  test('a job is told of once, however often it is said', async () => {
    const jobId = await finishJob(hooks.app);
    await finishJob(hooks.app, jobId);
    await hooks.dispatcher().round();
    expect(jobsOf(receiver)).toEqual([jobId]);
  });
});
