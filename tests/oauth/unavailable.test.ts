import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import type { Database } from '../../prisma/database.js';
import { createVault } from '../../prisma/vault/vault.js';
import { loadKeys } from '../../api/keys.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { askToken, askViewer, clientOf, tokenOf, type TestClient } from '../support/oauth.js';
import { openSeededDatabase } from '../support/seeded-database.js';

let database: Database;
let app: TestApp;
let bank: TestClient;
let failure: Error | null = null;
let aheadMs = 0;
beforeAll(async () => {
  const keys = await loadKeys({ json: inject('keys') });
  const real = await openSeededDatabase(createVault(keys.vault));
  database = {
    ...real,
    sql: {
      ...real.sql,
      query: (text, params, name) =>
        failure === null ? real.sql.query(text, params, name) : Promise.reject(failure),
    },
  };
  app = await createTestApp({ now: () => new Date(Date.now() + aheadMs), database });
  bank = await clientOf('bank');
});
afterAll(async () => {
  await app.close();
  await database.close();
});

const outage = () => Object.assign(new Error('canary-secret'), { code: 'ECONNREFUSED' });

test('a database that does not answer is said so, and to come back; nothing is given', async () => {
  failure = outage();
  const { status, headers, body, text } = await askToken(app, bank);
  failure = null;
  expect([status, body['error']]).toEqual([503, 'temporarily_unavailable']);
  expect(headers.get('retry-after')).toBe('1');
  expect(text + app.logs.join('')).not.toContain('canary');
  expect(app.logs.join('')).toContain('"cause":"ECONNREFUSED"');
  expect((await askToken(app, bank)).status).toBe(200);
});

test('a fault that nobody foresaw is a server error, without its message', async () => {
  failure = new Error('canary-secret');
  const { status, body, text } = await askToken(app, bank);
  failure = null;
  expect([status, body['error']]).toEqual([500, 'server_error']);
  expect(text + app.logs.join('')).not.toContain('canary');
});

test('a token whose client cannot be looked up is not accepted on old knowledge', async () => {
  const token = await tokenOf(app, bank);
  expect((await askViewer(app, bank, token)).status).toBe(200);
  aheadMs = 25_000;
  failure = outage();
  const { status } = await askViewer(app, bank, token);
  failure = null;
  expect(status).toBe(503);
  aheadMs = 0;
  expect((await askViewer(app, bank, token)).status).toBe(200);
});
