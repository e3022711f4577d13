import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  askToken,
  askViewer,
  clientOf,
  newKey,
  tokenOf,
  type TestClient,
} from '../support/oauth.js';
import { registerKey } from '../support/register-client.js';

/* T7: whoever is suspended, revoked or without an agreement is refused everywhere within a minute. */
const ISSUER = 'https://api.contoh.go.id';
const PARTNER = '019b76da-a800-7000-8000-000000000001';

let app: TestApp;
let other: TestApp;
let bank: TestClient;
beforeAll(async () => {
  const now = () => new Date();
  app = await createTestApp({ now, issuerUrl: ISSUER });
  other = await createTestApp({ now, issuerUrl: ISSUER, database: app.app.database });
});
afterAll(async () => {
  await other.close();
  await app.close();
});

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  bank = await clientOf('bank');
});
afterEach(() => {
  vi.useRealTimers();
});

const later = (seconds: number) => vi.setSystemTime(Date.now() + seconds * 1000);
const sql = (text: string, params: readonly unknown[] = []) =>
  app.app.database.sql.query(text, params);
const ask = () => askToken(app, bank, {}, ISSUER);
const statusesOf = async (token: string, client = bank) => [
  (await askViewer(app, client, token, {}, ISSUER)).status,
  (await askViewer(other, client, token, {}, ISSUER)).status,
];

interface Revocation {
  readonly what: string;
  readonly revoke: string;
  readonly restore: string;
}

const REVOCATIONS: readonly Revocation[] = [
  {
    what: 'a partner that is suspended',
    revoke: `UPDATE partner SET suspended_at = now() WHERE id = '${PARTNER}'`,
    restore: `UPDATE partner SET suspended_at = NULL WHERE id = '${PARTNER}'`,
  },
  {
    what: 'a client that is suspended',
    revoke: `UPDATE partner_client SET suspended_at = now() WHERE partner_id = '${PARTNER}'`,
    restore: `UPDATE partner_client SET suspended_at = NULL WHERE partner_id = '${PARTNER}'`,
  },
  {
    what: 'a key that is retired',
    revoke: `UPDATE client_key SET retired_at = '2000-01-01' WHERE client_id IN
      (SELECT id FROM partner_client WHERE partner_id = '${PARTNER}')`,
    restore: `UPDATE client_key SET retired_at = NULL WHERE client_id IN
      (SELECT id FROM partner_client WHERE partner_id = '${PARTNER}')`,
  },
  {
    what: 'an agreement that is suspended',
    revoke: `UPDATE agreement SET suspended_at = now() WHERE partner_id = '${PARTNER}'`,
    restore: `UPDATE agreement SET suspended_at = NULL WHERE partner_id = '${PARTNER}'`,
  },
  {
    what: 'an agreement that has ended',
    revoke: `UPDATE agreement SET valid_until = '2021-01-01' WHERE partner_id = '${PARTNER}'`,
    restore: `UPDATE agreement SET valid_until = '2035-12-31' WHERE partner_id = '${PARTNER}'`,
  },
  {
    what: 'an agreement for another purpose',
    revoke: `UPDATE agreement SET purpose = 'SOCIAL_SERVICE' WHERE partner_id = '${PARTNER}'`,
    restore: `UPDATE agreement SET purpose = 'PAYEE_VERIFICATION' WHERE partner_id = '${PARTNER}'`,
  },
];

describe.each(REVOCATIONS)('$what', ({ revoke, restore }) => {
  afterEach(async () => {
    await sql(restore);
  });

  test('gets no token from then on, and its tokens are refused everywhere within twenty seconds', async () => {
    const token = await tokenOf(app, bank, ISSUER);
    expect(await statusesOf(token)).toEqual([200, 200]);
    await sql(revoke);
    expect(await ask()).toMatchObject({ status: 401, body: { error: 'invalid_client' } });
    later(21);
    expect(await statusesOf(token)).toEqual([401, 401]);
    await sql(restore);
    later(1);
    expect((await ask()).status).toBe(200);
    expect(await statusesOf(token)).toEqual([200, 200]);
  });
});

test('a token would live on for minutes if nobody looked', async () => {
  const token = await tokenOf(app, bank, ISSUER);
  later(55);
  expect(await statusesOf(token)).toEqual([200, 200]);
});

describe('a rotation of keys', () => {
  test('lets old and new work side by side, and ends the old one at its hour', async () => {
    const fresh = { ...bank, key: await newKey() };
    await registerKey(app, bank.clientId, fresh.key);
    const ends = new Date(Date.now() + 120_000).toISOString();
    await sql('UPDATE client_key SET retired_at = $1::timestamptz WHERE kid = $2', [
      ends,
      bank.key.kid,
    ]);
    const [old, young] = [await tokenOf(app, bank, ISSUER), await tokenOf(app, fresh, ISSUER)];
    later(60);
    expect(await statusesOf(old)).toEqual([200, 200]);
    later(115);
    expect((await ask()).status).toBe(401);
    expect(await statusesOf(old)).toEqual([401, 401]);
    expect(await statusesOf(young, fresh)).toEqual([200, 200]);
    await sql('UPDATE client_key SET retired_at = NULL WHERE kid = $1', [bank.key.kid]);
    await sql('DELETE FROM client_key WHERE kid = $1', [fresh.key.kid]);
  });
});

describe('a token of another issuer', () => {
  test('is refused too when the partner that it names is suspended, or unknown', async () => {
    const persona = await app.tokenFor('bank');
    const bearer = { scheme: 'Bearer', proof: null };
    expect((await askViewer(app, bank, persona, bearer)).status).toBe(200);
    await sql(`UPDATE partner SET suspended_at = now() WHERE id = '${PARTNER}'`);
    later(55);
    expect((await askViewer(app, bank, persona, bearer)).status).toBe(401);
    await sql(`UPDATE partner SET suspended_at = NULL WHERE id = '${PARTNER}'`);
  });
});

test('in production the clients of the sandbox do not exist, though the database holds them', async () => {
  const production = await createTestApp({
    now: () => new Date(),
    profile: 'production',
    issuerUrl: ISSUER,
    database: app.app.database,
  });
  expect(await askToken(production, bank, {}, ISSUER)).toMatchObject({
    status: 401,
    body: { error: 'invalid_client' },
  });
  const token = await tokenOf(app, bank, ISSUER);
  expect((await askViewer(production, bank, token, {}, ISSUER)).status).toBe(401);
  expect((await production.fetch('/sandbox/clients')).status).toBe(404);
  await production.close();
});
