import { importJWK, type CryptoKey } from 'jose';
import * as oauth from 'openid-client';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { clientOf, type TestClient } from '../support/oauth.js';

/* A client that we did not write, as a partner's own stack would be. */
const SCOPE = 'eligibility:check';

let app: TestApp;
let bank: TestClient;
let config: oauth.Configuration;
beforeAll(async () => {
  app = await createTestApp({ now: () => new Date() });
  bank = await clientOf('bank');
  const key = (await importJWK(bank.key, 'ES256')) as CryptoKey;
  config = await oauth.discovery(
    new URL(app.url),
    bank.clientId,
    undefined,
    oauth.PrivateKeyJwt({ key, kid: bank.key.kid ?? '' }),
    { algorithm: 'oauth2', execute: [oauth.allowInsecureRequests] },
  );
});
afterAll(() => app.close());

describe('openid-client', () => {
  test('discovers the server, has a token and uses it', async () => {
    const pair = await oauth.randomDPoPKeyPair('ES256');
    const DPoP = oauth.getDPoPHandle(config, pair);
    const resource = `${app.url}/graphql`;
    const token = await oauth.clientCredentialsGrant(config, { scope: SCOPE, resource }, { DPoP });
    expect(token).toMatchObject({ token_type: 'dpop', expires_in: 300, scope: SCOPE });
    for (const expected of ['Bank Contoh', 'Bank Contoh']) {
      const response = await oauth.fetchProtectedResource(
        config,
        token.access_token,
        new URL(resource),
        'POST',
        JSON.stringify({ query: '{ viewer { name } }' }),
        new Headers({ 'content-type': 'application/json' }),
        { DPoP },
      );
      expect(await response.json()).toMatchObject({ data: { viewer: { name: expected } } });
    }
  });

  test('reads our refusals as OAuth errors', async () => {
    const DPoP = oauth.getDPoPHandle(config, await oauth.randomDPoPKeyPair('ES256'));
    await expect(
      oauth.clientCredentialsGrant(config, { scope: 'registry:read' }, { DPoP }),
    ).rejects.toMatchObject({ error: 'invalid_scope', status: 400 });
    await expect(oauth.clientCredentialsGrant(config, { scope: SCOPE })).rejects.toMatchObject({
      error: 'invalid_dpop_proof',
    });
  });
});
