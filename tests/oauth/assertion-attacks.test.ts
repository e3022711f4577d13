import { createHmac, randomUUID } from 'node:crypto';
import { exportSPKI, importJWK, UnsecuredJWT, type CryptoKey } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  askToken,
  assertionOf,
  clientOf,
  newKey,
  proofOf,
  publicOf,
  tokenOf,
  type Changes,
  type TestClient,
} from '../support/oauth.js';
import { startPlainProvider, type PlainProvider } from '../support/plain-provider.js';
import { registerKey } from '../support/register-client.js';

const nowS = (): number => Math.floor(Date.now() / 1000);
const YEAR_S = 365 * 86_400;

let app: TestApp;
let plain: PlainProvider;
let bank: TestClient;
beforeAll(async () => {
  app = await createTestApp({ now: () => new Date() });
  bank = await clientOf('bank');
  plain = await startPlainProvider(bank);
});
afterAll(async () => {
  await plain.close();
  await app.close();
});

const ask = async (changes: Changes) =>
  askToken(app, bank, { assertion: await assertionOf(bank, app.url, changes) });

async function expectRefused(assertion: string): Promise<void> {
  const { status, body } = await askToken(app, bank, { assertion });
  expect(body['access_token']).toBeUndefined();
  expect([status, body['error']]).toEqual([401, 'invalid_client']);
}

describe('a client assertion is refused', () => {
  test.each<[string, () => Changes]>([
    ['that lives a year', () => ({ claims: { exp: nowS() + YEAR_S } })],
    ['that lives longer than a minute', () => ({ claims: { exp: nowS() + 61 } })],
    ['issued in the future', () => ({ claims: { iat: nowS() + 600, exp: nowS() + 630 } })],
    ['issued long ago', () => ({ claims: { iat: nowS() - 120, exp: nowS() - 70 } })],
    ['issued long ago for long', () => ({ claims: { iat: nowS() - 600, exp: nowS() + 30 } })],
    ['that ends before it begins', () => ({ claims: { iat: nowS(), exp: nowS() - 1 } })],
    ['that has expired', () => ({ claims: { iat: nowS() - 50, exp: nowS() - 20 } })],
    ['not valid yet', () => ({ claims: { nbf: nowS() + 60 } })],
    ['without iat', () => ({ claims: { iat: undefined } })],
    ['without exp', () => ({ claims: { exp: undefined } })],
    ['whose times are text', () => ({ claims: { iat: String(nowS()), exp: String(nowS() + 30) } })],
    ['without jti', () => ({ claims: { jti: undefined } })],
    ['with a jti of one letter', () => ({ claims: { jti: 'x' } })],
    ['with a jti that is a list', () => ({ claims: { jti: [randomUUID()] } })],
    ['for the token endpoint', () => ({ claims: { aud: `${app.url}/oauth/token` } })],
    ['for a list of audiences', () => ({ claims: { aud: [app.url] } })],
    ['for us among others', () => ({ claims: { aud: [app.url, 'https://other.example'] } })],
    ['for another server', () => ({ claims: { aud: 'https://other.example' } })],
    ['for a server that looks like us', () => ({ claims: { aud: `${app.url}/` } })],
    ['for nobody', () => ({ claims: { aud: undefined } })],
    ['by somebody else', () => ({ claims: { iss: 'sandbox-post.payee-verification' } })],
    ['by nobody', () => ({ claims: { iss: undefined } })],
    ['that is an access token', () => ({ header: { typ: 'at+jwt' } })],
    ['that is a proof', () => ({ header: { typ: 'dpop+jwt' } })],
    ['that brings its key', () => ({ header: { jwk: publicOf(bank.key) } })],
    ['that says where its key is', () => ({ header: { jku: 'https://evil.example/jwks' } })],
    ['with an unknown critical field', () => ({ header: { crit: ['exotic'], exotic: 1 } })],
    ['under a key id that is a path', () => ({ header: { kid: '../../dev/null' } })],
    ['under a key id that is SQL', () => ({ header: { kid: "x' OR '1'='1" } })],
  ])('%s', async (_what, changes) => {
    await expectRefused(await assertionOf(bank, app.url, changes()));
  });

  test("signed with a stranger's key, whether or not it is brought along", async () => {
    const key = await newKey('ES256', bank.key.kid);
    await expectRefused(await assertionOf(bank, app.url, { key }));
    await expectRefused(await assertionOf(bank, app.url, { key, header: { jwk: publicOf(key) } }));
    await expectRefused(await assertionOf(bank, app.url, { key, header: { kid: undefined } }));
  });

  test("signed with another client's key", async () => {
    const { key } = await clientOf('post');
    await expectRefused(await assertionOf(bank, app.url, { key, header: { kid: key.kid } }));
  });

  test('without a signature, or with one by the public key as a secret', async () => {
    const claims = { iss: bank.clientId, sub: bank.clientId, aud: app.url, jti: randomUUID() };
    const timed = { ...claims, iat: nowS(), exp: nowS() + 30 };
    await expectRefused(new UnsecuredJWT(timed).encode());
    const publicKey = (await importJWK(publicOf(bank.key), 'ES256')) as CryptoKey;
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const input = `${encode({ alg: 'HS256', kid: bank.key.kid })}.${encode(timed)}`;
    for (const secret of [await exportSPKI(publicKey), JSON.stringify(publicOf(bank.key)), '']) {
      const mac = createHmac('sha256', secret || ' ')
        .update(input)
        .digest('base64url');
      await expectRefused(`${input}.${mac}`);
    }
  });

  test('with RS256, though the key is registered for PS256', async () => {
    const key = await newKey('PS256');
    await registerKey(app, bank.clientId, key);
    const { alg: _alg, ...bare } = key;
    const changes = { key: bare, header: { alg: 'RS256', kid: key.kid } };
    await expectRefused(await assertionOf({ ...bank, key }, app.url, changes));
  });

  test('with a stripped, zero or edited signature', async () => {
    const [header = '', payload = '', signature = ''] = (await assertionOf(bank, app.url)).split(
      '.',
    );
    const edited = `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}`;
    for (const bad of ['', Buffer.alloc(64).toString('base64url'), edited]) {
      await expectRefused(`${header}.${payload}.${bad}`);
    }
  });

  test('of a client that does not exist, in the same words as of one that does', async () => {
    const unknown = { ...bank, clientId: 'nobody.payee-verification' };
    const [none, wrong] = [
      await askToken(app, unknown),
      await ask({ key: await newKey('ES256', bank.key.kid) }),
    ];
    expect(none.body).toEqual(wrong.body);
    expect(none.status).toBe(wrong.status);
  });
});

describe('an assertion is good once', () => {
  const ISSUER = 'https://api.contoh.go.id';
  const replay = async (at: TestApp, assertion: string) =>
    askToken(at, bank, {
      assertion,
      proof: await proofOf(bank, `${ISSUER}/oauth/token`, null),
    });

  test('at the same server', async () => {
    const assertion = await assertionOf(bank, app.url);
    expect((await askToken(app, bank, { assertion })).status).toBe(200);
    await expectRefused(assertion);
  });

  test('of twenty at the same moment one gets a token', async () => {
    const assertion = await assertionOf(bank, app.url);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => askToken(app, bank, { assertion })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('at a second server over the same database, and after a restart', async () => {
    const { database } = app.app;
    const now = () => new Date();
    const first = await createTestApp({ now, database, issuerUrl: ISSUER });
    const second = await createTestApp({ now, database, issuerUrl: ISSUER });
    const assertion = await assertionOf(bank, ISSUER);
    expect((await replay(first, assertion)).status).toBe(200);
    expect(await replay(second, assertion)).toMatchObject({ status: 401 });
    await first.close();
    await second.close();
    const restarted = await createTestApp({ now, database, issuerUrl: ISSUER });
    expect(await replay(restarted, assertion)).toMatchObject({ status: 401 });
    expect((await replay(restarted, await assertionOf(bank, ISSUER))).status).toBe(200);
    await restarted.close();
  });

  test('what could be replayed is kept, and what could not is swept', async () => {
    const { sql } = app.app.database;
    await sql.query(
      "INSERT INTO oauth_replay (id, expires_at) VALUES ('long-ago', now() - interval '1 hour')",
    );
    const other = await createTestApp({
      now: () => new Date(),
      database: app.app.database,
    });
    await tokenOf(other, bank);
    await other.close();
    const rows = await sql.query<{ id: string }>('SELECT id FROM oauth_replay');
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.map(({ id }) => id)).not.toContain('long-ago');
  });
});

describe('the library alone, without our guards, would have accepted', () => {
  const plainly = async (changes: Changes) =>
    askToken(plain, bank, { assertion: await assertionOf(bank, plain.url, changes) }, plain.url);

  test.each<[string, () => Changes]>([
    ['an assertion that lives a year', () => ({ claims: { exp: nowS() + YEAR_S } })],
    ['one issued in the future', () => ({ claims: { iat: nowS() + 600, exp: nowS() + 630 } })],
    ['one that is called an access token', () => ({ header: { typ: 'at+jwt' } })],
  ])('%s', async (_what, changes) => {
    expect((await plainly(changes())).status).toBe(200);
  });

  test('the same assertion again after a restart', async () => {
    const assertion = await assertionOf(bank, plain.url);
    const proof = await proofOf(bank, `${plain.url}/oauth/token`, null);
    expect((await askToken(plain, bank, { assertion, proof }, plain.url)).status).toBe(200);
    expect((await askToken(plain, bank, { assertion }, plain.url)).status).toBe(401);
    const { port } = new URL(plain.url);
    await plain.close();
    plain = await startPlainProvider(bank, { port: Number(port) });
    expect((await askToken(plain, bank, { assertion, proof }, plain.url)).status).toBe(200);
  });
});
