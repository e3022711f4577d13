import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  askEndpoint,
  changeEndpointAs,
  deliveriesOf,
  finishJob,
  receive,
  registered,
  startWebhookApp,
  type Received,
  type Receiver,
  type WebhookApp,
} from '../support/webhooks.js';

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

describe('a partner that missed something', () => {
  const EVENTS = `query ($endpoint: ID!, $since: Int!, $first: Int) {
    webhookEvents(endpoint: $endpoint, since: $since, first: $first) { id sequence name data { jobId status decisionId } } }`;

  test('asks for everything since a number, in order, delivered or not', async () => {
    const jobs = [
      await finishJob(hooks.app),
      await finishJob(hooks.app),
      await finishJob(hooks.app),
    ];
    receiver.answer = ({ body }) => (body.sequence === 2 ? 500 : 204);
    await hooks.dispatcher().round();
    const ask = async (since: number, first?: number) => {
      const { data, errors } = await hooks.app.graphql<{
        webhookEvents: { sequence: number; name: string; data: { jobId: string } }[];
      }>(EVENTS, { endpoint: endpoint.id, since, first }, 'bank');
      expect(errors).toBeUndefined();
      return data!.webhookEvents.map(({ sequence, data: { jobId } }) => [sequence, jobId]);
    };
    expect(await ask(0)).toEqual(jobs.map((job, index) => [index + 1, job]));
    expect(await ask(1, 1)).toEqual([[2, jobs[1]]]);
    expect(await ask(3)).toEqual([]);
  });

  test('has a delivery made once more, dead or done, with the same id and number', async () => {
    await finishJob(hooks.app);
    await hooks.dispatcher().round();
    const [done] = await deliveriesOf(hooks.app, endpoint.id);
    hooks.clock.forward(86_400_000);
    expect(await changeEndpointAs(hooks.app, 'redeliverWebhook', { deliveryId: done!.id })).toEqual(
      { __typename: 'WebhookDelivery', id: done!.id, status: 'PENDING', attempts: 0 },
    );
    await hooks.dispatcher().round();
    const [first, second] = receiver.got;
    expect(second?.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second?.text).toBe(first!.text);
    expect(second?.headers['webhook-timestamp']).not.toBe(first!.headers['webhook-timestamp']);
  });

  test('reads the log, by status, and cannot have another one’s delivered', async () => {
    receiver.answer = () => 404;
    await finishJob(hooks.app);
    await hooks.dispatcher().round();
    const log = `query ($endpoint: ID!, $status: WebhookDeliveryStatus) { webhookDeliveries(endpoint: $endpoint, status: $status) {
      edges { node { id sequence status attempts lastStatus lastFailure settledAt event { name data { jobId } } } } } }`;
    const ask = async (status: string | null, persona: string) => {
      const answer = await hooks.app.graphql<{
        webhookDeliveries: { edges: { node: object }[] };
      }>(log, { endpoint: endpoint.id, status }, persona);
      return answer.data!.webhookDeliveries.edges.map(({ node }) => node);
    };
    expect(await ask(null, 'bank')).toMatchObject([
      {
        ...{ sequence: 1, status: 'PENDING', attempts: 1, lastStatus: 404, settledAt: null },
        ...{ lastFailure: 'STATUS_REFUSED', event: { name: 'job.finished' } },
      },
    ]);
    expect(await ask('PENDING', 'bank')).toHaveLength(1);
    expect(await ask('DEAD', 'bank')).toEqual([]);
    expect(await ask(null, 'post')).toEqual([]);
    const [delivery] = await deliveriesOf(hooks.app, endpoint.id);
    const { data } = await askEndpoint(
      hooks.app,
      'redeliverWebhook',
      { deliveryId: delivery!.id },
      'post',
    );
    expect(data?.['redeliverWebhook']?.code).toBe('WEBHOOK_DELIVERY_NOT_FOUND');
  });
});

describe('a secret that is rotated', () => {
  function holds({ text, headers }: Received, secret: string): boolean {
    vi.useFakeTimers({ toFake: ['Date'], now: hooks.clock.at });
    try {
      new Webhook(secret).verify(text, headers as Record<string, string>);
      return true;
    } catch {
      return false;
    } finally {
      vi.useRealTimers();
    }
  }

  test('signs beside the new one until the overlap ends', async () => {
    const { secret: fresh } = await changeEndpointAs(hooks.app, 'rotateWebhookSecret', {
      ...{ id: endpoint.id, version: 1, overlapHours: 2 },
    });
    expect(fresh).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(fresh).not.toBe(endpoint.secret);
    await finishJob(hooks.app);
    await hooks.dispatcher().round();
    const during = receiver.got.at(-1)!;
    expect([holds(during, endpoint.secret), holds(during, fresh!)]).toEqual([true, true]);
    hooks.clock.forward(2 * 3_600_000);
    await finishJob(hooks.app);
    await hooks.dispatcher().round();
    const after = receiver.got.at(-1)!;
    expect([holds(after, endpoint.secret), holds(after, fresh!)]).toEqual([false, true]);
  });

  test('is stored nowhere, neither it nor the one before', async () => {
    const rows = await hooks.app.app.database.sql.query<{ text: string }>(
      `SELECT w::text AS text FROM webhook_endpoint w UNION ALL SELECT c.row::text FROM partner_change c`,
    );
    const text = rows.map((row) => row.text).join('\n');
    expect(text).toContain(endpoint.id);
    const bytes = Buffer.from(endpoint.secret.slice(6), 'base64');
    expect(text).not.toContain(endpoint.secret.slice(6));
    expect(text).not.toContain(bytes.toString('hex'));
  });
});
