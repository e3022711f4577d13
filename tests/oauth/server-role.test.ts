import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClientRegister } from '../../api/oauth/client-register.js';
import { createReplayStore } from '../../api/oauth/replay-store.js';
import type { Sql } from '../../prisma/sql.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { clientOf } from '../support/oauth.js';

/* The role that the server works as owns nothing: it has what the authorization server needs, and no more. */
let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.close());

const now = () => new Date('2026-11-01T03:00:00Z');
const asServer = <T>(work: (sql: Sql) => Promise<T>): Promise<T> =>
  app.app.database.sql.transaction(async (sql) => {
    await sql.query('SET LOCAL ROLE dinsos_app');
    return work(sql);
  });

test('the server can look up clients, use ids up and sweep them', async () => {
  const { clientId } = await clientOf('bank');
  await asServer(async (sql) => {
    const client = await createClientRegister(sql, 'sandbox', now).find(clientId);
    expect(client).toMatchObject({ partnerKind: 'BANK', purpose: 'PAYEE_VERIFICATION' });
    const replays = createReplayStore(sql, now);
    expect(await replays.claim('an id')).toBe(true);
    expect(await replays.claim('an id')).toBe(false);
  });
});

test('it cannot make a used id fresh for longer, nor one of its own', async () => {
  await expect(
    asServer((sql) => sql.query("UPDATE oauth_replay SET expires_at = '2000-01-01'")),
  ).rejects.toMatchObject({ code: '42501' });
  await expect(
    asServer((sql) => sql.query('ALTER TABLE oauth_replay DISABLE TRIGGER ALL')),
  ).rejects.toMatchObject({ code: '42501' });
});
