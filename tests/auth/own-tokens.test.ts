import { calculateJwkThumbprint, importJWK, SignJWT, type JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { askViewer, clientOf, newKey, publicOf, type TestClient } from '../support/oauth.js';

/* T1, T2: tokens under the signing key of our own authorization server that it would never have given. */
let app: TestApp;
let bank: TestClient;
let signing: JWK;
let jkt: string;
beforeAll(async () => {
  signing = await newKey('ES256', 'ours');
  app = await createTestApp({ now: () => new Date(), oauthKeys: [signing] });
  bank = await clientOf('bank');
  jkt = await calculateJwkThumbprint(publicOf(bank.proofKey));
});
afterAll(() => app.close());

const nowS = (): number => Math.floor(Date.now() / 1000);

async function forge(claims: Record<string, unknown>, header: Record<string, unknown> = {}) {
  const token = {
    ...{ iss: app.url, aud: 'dinsos-api', sub: bank.clientId, client_id: bank.clientId },
    ...{ jti: crypto.randomUUID(), iat: nowS(), exp: nowS() + 300, scope: 'eligibility:check' },
    ...{ tier: 'PARTNER', partner: '019b76da-a800-7000-8000-000000000001', partner_kind: 'BANK' },
    ...{ purpose: 'PAYEE_VERIFICATION', name: 'Bank Contoh' },
    ...{ client_key: bank.key.kid, cnf: { jkt } },
    ...claims,
  };
  return new SignJWT(JSON.parse(JSON.stringify(token)) as Record<string, unknown>)
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: 'ours', ...header })
    .sign(await importJWK(signing, 'ES256'));
}

test('what it gives is accepted', async () => {
  expect((await askViewer(app, bank, await forge({}))).status).toBe(200);
});

test.each<[string, () => Record<string, unknown>]>([
  ['that is bound to nothing', () => ({ cnf: undefined })],
  ['whose binding is empty', () => ({ cnf: {} })],
  ['whose binding is null', () => ({ cnf: null })],
  ['whose binding is text', () => ({ cnf: jkt })],
  ['bound to a list of keys', () => ({ cnf: { jkt: [jkt] } })],
  ['bound to a certificate', () => ({ cnf: { 'x5t#S256': jkt } })],
  ['bound to another key', () => ({ cnf: { jkt: 'A'.repeat(43) } })],
  ['got with no key', () => ({ client_key: undefined })],
  ['got with a key that nobody has', () => ({ client_key: 'A'.repeat(43) })],
  ['of a client that does not exist', () => ({ client_id: 'nobody.payee-verification' })],
  ["of a client with another's key", () => ({ client_id: 'sandbox-post.payee-verification' })],
  ['of an officer', () => ({ tier: 'NATIONAL', partner: undefined, partner_kind: undefined })],
  ['that has expired', () => ({ iat: nowS() - 400, exp: nowS() - 100 })],
  ['that is not valid yet', () => ({ nbf: nowS() + 100 })],
  ['from the future', () => ({ iat: nowS() + 100 })],
  ['that lives for hours', () => ({ exp: nowS() + 10_000 })],
  ['without an id', () => ({ jti: undefined })],
  ['for nobody', () => ({ aud: undefined })],
  ['for several', () => ({ aud: ['dinsos-api', 'other'] })],
])('a token %s is refused, as bearer and with a proof', async (_what, claims) => {
  const token = await forge(claims());
  expect((await askViewer(app, bank, token)).status).toBe(401);
  expect((await askViewer(app, bank, token, { scheme: 'Bearer', proof: null })).status).toBe(401);
});

test.each<[string, Record<string, unknown>]>([
  ['an id token', { typ: 'JWT' }],
  ['a client assertion', { typ: 'client-authentication+jwt' }],
  ['a proof', { typ: 'dpop+jwt' }],
  ['signed by an unknown key', { kid: 'theirs' }],
  ['fetched from elsewhere', { jku: 'https://evil.example/jwks' }],
])('a token that says it is %s is refused', async (_what, header) => {
  expect((await askViewer(app, bank, await forge({}, header))).status).toBe(401);
});
