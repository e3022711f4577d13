import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { remoteIssuerKeys } from '../../api/auth/issuer-keys.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  askToken,
  askViewer,
  assertionOf,
  clientOf,
  tokenOf,
  type TestClient,
} from '../support/oauth.js';
import { startPlainProvider, type PlainProvider } from '../support/plain-provider.js';

/* A second, independent issuer: another authorization server behind HTTP, with keys of its own. */
const OFFICER = {
  ...{ tier: 'REGENCY', territory: '32.05', roles: ['regency_verifier'] },
  ...{ purpose: 'SOCIAL_SERVICE', name: 'Dinas Sosial Garut' },
};
const PARTNER = {
  ...{ tier: 'PARTNER', partner: '019b76da-a800-7000-8000-000000000001', partner_kind: 'BANK' },
  ...{ purpose: 'PAYEE_VERIFICATION', name: 'Bank Contoh' },
};

let client: TestClient;
let officers: PlainProvider;
let partners: PlainProvider;
let bound: PlainProvider;
let stranger: PlainProvider;
let app: TestApp;
beforeAll(async () => {
  client = await clientOf('bank');
  officers = await startPlainProvider(client, { claims: OFFICER, bound: false });
  partners = await startPlainProvider(client, { claims: PARTNER });
  bound = await startPlainProvider(client, { claims: PARTNER, bound: false });
  stranger = await startPlainProvider(client, { claims: OFFICER });
  const trust = ({ url }: PlainProvider, dpop: boolean) => ({
    issuer: url,
    audience: 'dinsos-api',
    keys: remoteIssuerKeys({ issuer: url, jwksUri: `${url}/oauth/jwks` }),
    dpop,
  });
  app = await createTestApp({
    now: () => new Date(),
    issuers: [trust(officers, false), trust(partners, false), trust(bound, true)],
  });
});
afterAll(async () => {
  await app.close();
  await Promise.all([officers, partners, bound, stranger].map((issuer) => issuer.close()));
});

const bearer = { scheme: 'Bearer', proof: null };
const bearerToken = async ({ url }: PlainProvider) => {
  const { body } = await askToken({ url }, client, { proof: null }, url);
  return String(body['access_token']);
};

describe('a token of another issuer that is trusted', () => {
  let token: string;
  beforeEach(async () => {
    token = await tokenOf(partners, client, partners.url);
  });

  test('is believed as what it says, an officer with a bearer token', async () => {
    const { status, body } = await askViewer(app, client, await bearerToken(officers), bearer);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      data: { viewer: { tier: 'REGENCY', name: 'Dinas Sosial Garut' } },
    });
  });

  test('is checked for its proof where it is bound, though its issuer need not bind', async () => {
    expect((await askViewer(app, client, token)).status).toBe(200);
    expect((await askViewer(app, client, token, bearer)).status).toBe(401);
  });

  test('is refused as a bearer token where its issuer must bind', async () => {
    const loose = await bearerToken(bound);
    expect((await askViewer(app, client, loose, bearer)).status).toBe(401);
    expect((await askViewer(app, client, loose)).status).toBe(401);
    const tight = await tokenOf(bound, client, bound.url);
    expect((await askViewer(app, client, tight)).status).toBe(200);
  });
});

test('a token of an issuer that nobody configured is refused, and its keys are not fetched', async () => {
  const token = await tokenOf(stranger, client, stranger.url);
  expect((await askViewer(app, client, token)).status).toBe(401);
});

test('an assertion for our token endpoint is no token, and a token of theirs is no assertion', async () => {
  const assertion = await assertionOf(client, app.url);
  expect((await askViewer(app, client, assertion)).status).toBe(401);
  const plainly = await assertionOf(client, partners.url, { header: { typ: 'at+jwt' } });
  expect((await askViewer(app, client, plainly)).status).toBe(401);
  const token = await tokenOf(partners, client, partners.url);
  const { status, body } = await askToken(app, client, { assertion: token });
  expect([status, body['error']]).toEqual([401, 'invalid_client']);
});
