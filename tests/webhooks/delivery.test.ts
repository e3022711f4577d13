import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  changeEndpointAs,
  decide,
  deliveriesOf,
  enrol,
  rank,
  receive,
  registered,
  startWebhookApp,
  type Received,
  type Receiver,
  type WebhookApp,
} from '../support/webhooks.js';

const MOTHER = '3273054208939901';
const PUPILS = '3205011704829901';
const ELDERLY = '3510014501489901';

let hooks: WebhookApp;
let receiver: Receiver;
beforeAll(async () => {
  hooks = await startWebhookApp();
});
afterAll(() => hooks.app.close());
beforeEach(async () => {
  receiver = await receive();
});
afterEach(() => receiver.close());

/** Verifies as a partner would, on the clock of the test. */
function verified({ text, headers }: Received, secret: string): unknown {
  vi.useFakeTimers({ toFake: ['Date'], now: hooks.clock.at });
  try {
    return new Webhook(secret).verify(text, headers as Record<string, string>);
  } finally {
    vi.useRealTimers();
  }
}

describe('the whole way', () => {
  test('an enrolment that changes reaches the endpoint, signed both ways, with ids alone', async () => {
    const { app } = hooks;
    const { id, secret } = await registered(app, receiver.url);
    const decision = await decide(app, MOTHER);
    expect(decision).toMatchObject({ outcome: 'ELIGIBLE', enrolment: 'NOT_ENROLLED' });
    await enrol(app, MOTHER, 'ACTIVE');
    await hooks.dispatcher().round();

    expect(receiver.got).toHaveLength(1);
    const [received] = receiver.got;
    expect(received!.body).toEqual({
      ...{ type: 'enrolment.changed', sequence: 1, occurredAt: hooks.clock.at.toISOString() },
      data: { decisionId: decision.id, program: 'PKH' },
    });
    expect(verified(received!, secret)).toEqual(received!.body);
    expect(() => verified({ ...received!, text: `${received!.text} ` }, secret)).toThrow();
    const { keys } = (await (await app.fetch('/.well-known/webhooks.json')).json()) as {
      keys: { key: string; jwk: JsonWebKey }[];
    };
    const own = (received!.headers['webhook-signature'] as string).split(' ').at(-1)!;
    expect(own).toMatch(/^v1a,/);
    const content = `${String(received!.headers['webhook-id'])}.${String(received!.headers['webhook-timestamp'])}.${received!.text}`;
    const key = createPublicKey({ key: keys[0]!.jwk, format: 'jwk' });
    const signature = Buffer.from(own.slice(4), 'base64');
    expect(verify(null, Buffer.from(content), key, signature)).toBe(true);
    expect(verify(null, Buffer.from(`${content} `), key, signature)).toBe(false);
    expect(keys[0]!.key).toBe(
      `whpk_${Buffer.from(keys[0]!.jwk.x!, 'base64url').toString('base64')}`,
    );
    expect(await deliveriesOf(app, id)).toMatchObject([
      { sequence: 1, status: 'DELIVERED', attempts: 1, lastStatus: 204, lastFailure: null },
    ]);
    const [entry] = await app.app.database.sql.query<{ action: string; people: number }>(
      'SELECT action, people FROM access_entry WHERE decision_id = $1::uuid AND action = $2',
      [decision.id, 'announceChange'],
    );
    expect(entry).toEqual({ action: 'announceChange', people: 1 });
    await changeEndpointAs(app, 'removeWebhookEndpoint', { id, version: 1 });
  });

  test('what changed is told once, until the partner asks again', async () => {
    const { app } = hooks;
    const { id } = await registered(app, receiver.url);
    const first = await decide(app, PUPILS);
    await rank(app, PUPILS, 9);
    await hooks.dispatcher().round();
    await rank(app, PUPILS, 8, '2026-10-16');
    await hooks.dispatcher().round();
    const second = await decide(app, PUPILS);
    expect([first.outcome, second.outcome]).toEqual(['ELIGIBLE', 'INELIGIBLE']);
    await rank(app, PUPILS, 1, '2026-10-17');
    await hooks.dispatcher().round();
    expect(
      receiver.got.map(({ body }) => [body.type, body.sequence, body.data['decisionId']]),
    ).toEqual([
      ['eligibility.changed', 1, first.id],
      ['eligibility.changed', 2, second.id],
    ]);
    await changeEndpointAs(app, 'removeWebhookEndpoint', { id, version: 1 });
  });

  test('no payload and no log line holds a number, a name, a decile or a category', async () => {
    const { app } = hooks;
    const { id } = await registered(app, receiver.url);
    await decide(app, ELDERLY);
    await rank(app, ELDERLY, 9);
    await enrol(app, ELDERLY, 'SUSPENDED');
    receiver.answer = () => 500;
    await hooks.dispatcher().round();
    expect(receiver.got.length).toBeGreaterThan(0);
    const said = [
      ...receiver.got.map(({ text, headers }) => `${text}${JSON.stringify(headers)}`),
      ...hooks.logs,
      ...(await deliveriesOf(app, id)).map((delivery) => JSON.stringify(delivery.data)),
    ].join('\n');
    expect(hooks.logs.join('')).toContain('webhook_failed');
    expect(said).not.toMatch(/\d{16}|Contoh|decile|SUSPENDED|ELIGIBLE"|personId|household|hook"/i);
    for (const { body } of receiver.got) {
      expect(Object.keys(body.data).sort()).toEqual(['decisionId', 'program']);
    }
    await changeEndpointAs(app, 'removeWebhookEndpoint', { id, version: 1 });
  });
});

describe('an event is not made', () => {
  test('by a change that is taken back', async () => {
    const { app } = hooks;
    const { id } = await registered(app, receiver.url);
    await decide(app, '3510010505759901');
    await app.app.database.sql
      .transaction(async (sql) => {
        await sql.query(
          `INSERT INTO enrolment (id, household_id, program_code, status, since)
           SELECT $1::uuid, household_id, 'PKH', 'ACTIVE', '2026-10-01' FROM person WHERE nik_index = $2::bytea`,
          [app.app.newId(), app.app.vault.nikIndex('3510010505759901')],
        );
        throw new Error('taken back');
      })
      .catch(() => undefined);
    await hooks.dispatcher().round();
    expect(await deliveriesOf(app, id)).toEqual([]);
    await changeEndpointAs(app, 'removeWebhookEndpoint', { id, version: 1 });
  });

  test('by a change that the purpose may not see', async () => {
    const { app } = hooks;
    const { id } = await registered(app, receiver.url);
    const nik = '3205013101869901';
    const before = await decide(app, nik, { program: 'BPNT' });
    // From decile 1 to 2, and a PKH enrolment: neither shows in what a bank is answered about BPNT.
    await rank(app, nik, 2);
    await enrol(app, nik, 'ENDED', { program: 'PKH' });
    await hooks.dispatcher().round();
    expect(await deliveriesOf(app, id)).toEqual([]);
    expect(await decide(app, nik, { program: 'BPNT' })).toMatchObject({
      outcome: before.outcome,
      enrolment: before.enrolment,
    });
    await rank(app, nik, 9, '2026-10-20');
    await hooks.dispatcher().round();
    expect(await deliveriesOf(app, id)).toMatchObject([{ type: 'ELIGIBILITY_CHANGED' }]);
    await changeEndpointAs(app, 'removeWebhookEndpoint', { id, version: 1 });
  });

  test('for a partner that asked nothing, or whose endpoint wants something else', async () => {
    const { app } = hooks;
    const bank = await registered(app, receiver.url, ['JOB_FINISHED']);
    const post = await registered(app, receiver.url, ['ENROLMENT_CHANGED'], 'post');
    const nik = '3510014504749901';
    await decide(app, nik);
    await enrol(app, nik, 'ACTIVE');
    await hooks.dispatcher().round();
    expect(await deliveriesOf(app, bank.id)).toEqual([]);
    expect(await deliveriesOf(app, post.id)).toEqual([]);
    await changeEndpointAs(app, 'removeWebhookEndpoint', { id: bank.id, version: 1 });
    await changeEndpointAs(app, 'removeWebhookEndpoint', { id: post.id, version: 1 }, 'post');
  });
});
