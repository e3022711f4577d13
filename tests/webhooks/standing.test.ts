import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { TestApp } from '../support/app.js';
import {
  BANK,
  decide,
  deliveriesOf,
  enrol,
  receive,
  registered,
  startWebhookApp,
  type WebhookApp,
} from '../support/webhooks.js';

let hooks: WebhookApp;
let app: TestApp;
beforeAll(async () => {
  hooks = await startWebhookApp();
  ({ app } = hooks);
});
afterAll(() => app.close());
afterEach(() => app.app.database.sql.query('UPDATE webhook_endpoint SET removed_at = now()'));

describe('who is suspended', () => {
  test.each([
    ['the agency', 'partner', 'id'],
    ['the agreement', 'agreement', 'partner_id'],
  ])('is told nothing of what happens meanwhile: %s', async (_what, table, key) => {
    const receiver = await receive();
    const { sql } = app.app.database;
    const { id } = await registered(app, receiver.url);
    const nik = table === 'partner' ? '1171014808709901' : '3273051211889901';
    await decide(app, nik);
    const suspend = (at: string | null) =>
      sql.query(`UPDATE ${table} SET suspended_at = $2::timestamptz WHERE ${key} = $1::uuid`, [
        ...[BANK.id, at],
      ]);
    await suspend('2026-10-31T00:00:00Z');
    app.app.agreements.forget();
    try {
      await enrol(app, nik, 'ACTIVE');
      await hooks.dispatcher().round();
    } finally {
      await suspend(null);
      app.app.agreements.forget();
    }
    await hooks.dispatcher().round();
    expect(await deliveriesOf(app, id)).toEqual([]);
    expect(receiver.got).toEqual([]);
    await receiver.close();
  });

  test('gets what waited when the suspension is lifted, and not before', async () => {
    const receiver = await receive();
    const { sql } = app.app.database;
    const { id } = await registered(app, receiver.url);
    receiver.answer = () => 500;
    await decide(app, '3510014501489901');
    await enrol(app, '3510014501489901', 'ACTIVE');
    await hooks.dispatcher().round();
    expect(receiver.got).toHaveLength(1);
    receiver.answer = () => 204;
    await sql.query('UPDATE partner SET suspended_at = now() WHERE id = $1::uuid', [BANK.id]);
    hooks.clock.forward(3_600_000);
    await hooks.dispatcher().round();
    expect(receiver.got).toHaveLength(1);
    await sql.query('UPDATE partner SET suspended_at = NULL WHERE id = $1::uuid', [BANK.id]);
    await hooks.dispatcher().round();
    expect(receiver.got).toHaveLength(2);
    expect(await deliveriesOf(app, id)).toMatchObject([{ status: 'DELIVERED' }]);
    await receiver.close();
  });
});

test('an agreement that ends is told of 30 days before, 7 days before and the day before, once each', async () => {
  const receiver = await receive();
  const { sql } = app.app.database;
  const { id } = await registered(app, receiver.url, ['AGREEMENT_EXPIRING']);
  await sql.query(`UPDATE agreement SET valid_until = '2026-12-20' WHERE partner_id = $1::uuid`, [
    BANK.id,
  ]);
  const before = hooks.clock.at;
  const told: unknown[] = [];
  for (const day of [
    '11-19',
    '11-20',
    '11-20',
    '11-25',
    '12-13',
    '12-18',
    '12-19',
    '12-20',
    '12-21',
  ]) {
    hooks.clock.at = new Date(`2026-${day}T02:00:00Z`);
    const from = receiver.got.length;
    await hooks.dispatcher().round();
    told.push(...receiver.got.slice(from).map(({ body }) => [day, body.type, body.data]));
  }
  const data = (daysLeft: number) => ({
    ...{ agreement: BANK.agreement.number, validUntil: '2026-12-20', daysLeft },
  });
  expect(told).toEqual([
    ['11-20', 'agreement.expiring', data(30)],
    ['12-13', 'agreement.expiring', data(7)],
    ['12-19', 'agreement.expiring', data(1)],
  ]);
  // What is older than thirty days and waits for nothing is forgotten.
  expect((await deliveriesOf(app, id)).map(({ data: { daysLeft } }) => daysLeft)).toEqual([7, 1]);
  hooks.clock.at = new Date('2027-01-20T02:00:00Z');
  await hooks.dispatcher().round();
  expect((await deliveriesOf(app, id)).map(({ data: { daysLeft } }) => daysLeft)).toEqual([]);
  hooks.clock.at = before;
  await sql.query(`UPDATE agreement SET valid_until = '2035-12-31' WHERE partner_id = $1::uuid`, [
    BANK.id,
  ]);
  await receiver.close();
});
