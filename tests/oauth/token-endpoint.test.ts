import { createLocalJWKSet, decodeJwt, jwtVerify, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  askToken,
  askViewer,
  assertionOf,
  clientOf,
  newKey,
  tokenOf,
  type TestClient,
} from '../support/oauth.js';
import { registerKey } from '../support/register-client.js';

let app: TestApp;
let bank: TestClient;
beforeAll(async () => {
  app = await createTestApp({ now: () => new Date() });
  bank = await clientOf('bank');
});
afterAll(() => app.close());

describe('a token', () => {
  test('says which agency asks and why, is bound to a key, and lives five minutes', async () => {
    const { status, headers, body } = await askToken(app, bank);
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({ token_type: 'DPoP', expires_in: 300, scope: 'eligibility:check' });
    const jwks = (await (await app.fetch('/oauth/jwks')).json()) as JSONWebKeySet;
    const { payload, protectedHeader } = await jwtVerify(
      String(body['access_token']),
      createLocalJWKSet(jwks),
      { issuer: app.url, audience: 'dinsos-api', typ: 'at+jwt', algorithms: ['ES256'] },
    );
    expect(protectedHeader.kid).toBe(jwks.keys[0]?.kid);
    expect(payload).toMatchObject({
      aud: 'dinsos-api',
      sub: bank.clientId,
      client_id: bank.clientId,
      tier: 'PARTNER',
      partner_kind: 'BANK',
      purpose: 'PAYEE_VERIFICATION',
      name: 'Bank Contoh',
      cnf: { jkt: expect.stringMatching(/^[\w-]{43}$/) as string },
    });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(300);
  });

  test('is believed by the API, as what it says', async () => {
    const { status, body } = await askViewer(app, bank, await tokenOf(app, bank));
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: {
        viewer: {
          ...{ name: 'Bank Contoh', tier: 'PARTNER', purpose: 'PAYEE_VERIFICATION' },
          ...{ partner: { kind: 'BANK' }, scopes: ['eligibility:check'] },
        },
      },
    });
  });

  test.each(['post', 'hospital', 'university'])('is given to %s too', async (partner) => {
    const client = await clientOf(partner);
    expect((await askViewer(app, client, await tokenOf(app, client))).status).toBe(200);
  });

  test.each(['EdDSA', 'PS256'])('is given to a client that signs with %s', async (alg) => {
    const key = await newKey(alg);
    await registerKey(app, bank.clientId, key);
    const client = { ...bank, key, proofKey: await newKey(alg) };
    expect((await askViewer(app, client, await tokenOf(app, client))).status).toBe(200);
  });

  test('has the purpose of its client, whatever the request says', async () => {
    const claims = { purpose: 'SOCIAL_SERVICE', tier: 'NATIONAL', partner: crypto.randomUUID() };
    const answer = await askToken(app, bank, {
      assertion: await assertionOf(bank, app.url, { claims }),
      form: { ...claims, claims: JSON.stringify(claims), client_id: bank.clientId },
    });
    expect(decodeJwt(String(answer.body['access_token']))).toMatchObject({
      purpose: 'PAYEE_VERIFICATION',
      tier: 'PARTNER',
      partner: '019b76da-a800-7000-8000-000000000001',
    });
  });
});

describe('the server says of itself', () => {
  test.each(['oauth-authorization-server', 'openid-configuration'])(
    'what it can, and no more, at %s',
    async (name) => {
      const answer = await app.fetch(`/.well-known/${name}`, {
        headers: { origin: 'https://evil.example', 'x-forwarded-host': 'evil.example' },
      });
      expect(await answer.json()).toMatchObject({
        issuer: app.url,
        token_endpoint: `${app.url}/oauth/token`,
        jwks_uri: `${app.url}/oauth/jwks`,
        grant_types_supported: ['client_credentials'],
        response_types_supported: [],
        scopes_supported: ['eligibility:check'],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
        token_endpoint_auth_signing_alg_values_supported: ['ES256', 'EdDSA', 'PS256'],
        dpop_signing_alg_values_supported: ['ES256', 'EdDSA', 'PS256'],
      });
      expect(answer.headers.get('access-control-allow-origin')).toBeNull();
    },
  );

  test('its public keys, without a private part', async () => {
    const { keys } = (await (await app.fetch('/oauth/jwks')).json()) as JSONWebKeySet;
    expect(keys.map((key) => Object.keys(key).sort())).toEqual([
      ['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y'],
    ]);
  });
});

describe('nothing else is open', () => {
  test.each([
    ...['auth', 'me', 'userinfo', 'session/end', 'reg', 'device', 'device/auth', 'request'],
    ...['token/introspection', 'token/revocation', 'backchannel', 'challenge', 'credential'],
  ])('%s is not there, under any prefix', async (route) => {
    for (const path of [`/${route}`, `/oauth/${route}`, `/OAUTH/${route}`]) {
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        expect([404, 405]).toContain((await app.fetch(path, { method })).status);
      }
    }
  });

  test.each(['/oauth/token/', '/OAUTH/TOKEN', '/oauth/jwks/', '/oauth//token'])(
    'a path that only looks like a route, %s, is none',
    async (path) => {
      expect((await app.fetch(path, { method: 'POST' })).status).toBe(404);
    },
  );

  test.each<[string, RequestInit, number]>([
    ['a GET', { method: 'GET' }, 405],
    ['a preflight', { method: 'OPTIONS' }, 405],
    ['JSON', { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }, 415],
    ['no type', { method: 'POST' }, 415],
    ['a large body', { method: 'POST', body: new URLSearchParams({ a: 'x'.repeat(9_000) }) }, 413],
  ])('the token endpoint refuses %s', async (_what, init, status) => {
    expect((await app.fetch('/oauth/token', init)).status).toBe(status);
  });

  test.each<[string, Record<string, string | string[] | null>, string]>([
    ['another grant', { grant_type: 'authorization_code', code: 'x' }, 'unsupported_grant_type'],
    [
      'a password',
      { grant_type: 'password', username: 'a', password: 'b' },
      'unsupported_grant_type',
    ],
    [
      'a refresh token',
      { grant_type: 'refresh_token', refresh_token: 'x' },
      'unsupported_grant_type',
    ],
    ['no grant', { grant_type: null }, 'invalid_request'],
    ['a secret', { client_assertion: null, client_secret: 'x' }, 'invalid_request'],
    ['no client', { client_assertion: null }, 'invalid_request'],
    ['two grants', { grant_type: ['client_credentials', 'client_credentials'] }, 'invalid_request'],
    ['two assertions', { client_assertion: ['a.b.c', 'd.e.f'] }, 'invalid_request'],
    ['another client_id', { client_id: 'sandbox-post.payee-verification' }, 'invalid_request'],
    ['another type of assertion', { client_assertion_type: 'x' }, 'invalid_request'],
  ])('%s gets no token', async (_what, form, error) => {
    const { status, body } = await askToken(app, bank, { form });
    expect({ status, error: body['error'] }).toEqual({ status: 400, error });
  });

  test('a query string cannot carry the request', async () => {
    const response = await app.fetch('/oauth/token?grant_type=client_credentials', {
      method: 'POST',
      body: new URLSearchParams(),
    });
    expect(response.status).toBe(400);
  });
});

test('no refusal and no log line holds what was sent', async () => {
  const canary = 'canary-3201019912319901';
  const assertion = await assertionOf(bank, app.url, { claims: { jti: canary, aud: canary } });
  const answers = [
    await askToken(app, bank, { form: { scope: canary } }),
    await askToken(app, bank, { form: { resource: `https://${canary}/` } }),
    await askToken(app, bank, { form: { grant_type: canary } }),
    await askToken(app, bank, { assertion }),
    await askToken(app, bank, { proof: `${canary}.a.b` }),
    await askToken(app, bank, { headers: { origin: `https://${canary}`, accept: 'text/html' } }),
    await askToken(app, { ...bank, clientId: canary }),
  ];
  for (const { text, headers } of answers) {
    expect(text).not.toContain(canary);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
  }
  await tokenOf(app, bank);
  expect(app.logs.join('')).not.toContain(canary);
  expect(app.logs.join('')).not.toMatch(/eyJ/);
  expect(app.logs.join('')).toContain('"codes":["invalid_scope"]');
});
