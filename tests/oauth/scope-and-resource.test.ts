import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestApp, type TestApp } from '../support/app.js';
import { askToken, clientOf, type TestClient } from '../support/oauth.js';
import { startPlainProvider, type PlainProvider } from '../support/plain-provider.js';

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

describe('a scope', () => {
  test.each([
    ['that nobody knows', 'registry:destroy'],
    ["that is an officer's", 'registry:read'],
    ['that is known, beside one that is not', 'eligibility:check registry:write'],
    ['that is empty', ''],
    ['that is only spaces', ' '],
    ['in other letters', 'ELIGIBILITY:CHECK'],
    ['with a space behind it', 'eligibility:check '],
    ['that asks who I am', 'openid'],
    ['that outlives the token', 'offline_access eligibility:check'],
    ['that is a pattern', '*'],
  ])('%s is refused', async (_what, scope) => {
    const { status, body } = await askToken(app, bank, { form: { scope } });
    expect([status, body['error']]).toEqual([400, 'invalid_scope']);
  });

  test('that is missing is refused', async () => {
    const { body } = await askToken(app, bank, { form: { scope: null } });
    expect(body['error']).toBe('invalid_scope');
  });

  test('that is given twice is refused', async () => {
    const scope = ['eligibility:check', 'eligibility:check'];
    expect((await askToken(app, bank, { form: { scope } })).body['error']).toBe('invalid_request');
  });

  test.each(['registry:destroy', 'eligibility:check registry:write'])(
    'such as %s would be dropped silently by the library alone',
    async (scope) => {
      const { status, body } = await askToken(plain, bank, { form: { scope } }, plain.url);
      expect(status).toBe(200);
      expect(JSON.stringify(body['scope'] ?? '')).not.toContain('registry');
    },
  );
});

describe('a resource', () => {
  test('of this registry may be named', async () => {
    const { status, body } = await askToken(app, bank, {
      form: { resource: `${app.url}/graphql` },
    });
    expect(status).toBe(200);
    expect(decodeJwt(String(body['access_token'])).aud).toBe('dinsos-api');
  });

  test.each([
    'https://other.example/api',
    'urn:other:api',
    'dinsos-api',
    'graphql',
    'http://127.0.0.1/graphql',
    '//127.0.0.1/graphql',
  ])('of somebody else, %s, is refused', async (resource) => {
    const { status, body } = await askToken(app, bank, { form: { resource } });
    expect([status, body['error']]).toEqual([400, 'invalid_target']);
  });

  test('of ours with a fragment, a query or a path beside it is refused', async () => {
    for (const more of ['#x', '?x', '/x', '/../other', '%00']) {
      const resource = `${app.url}/graphql${more}`;
      expect((await askToken(app, bank, { form: { resource } })).body['error']).toBe(
        'invalid_target',
      );
    }
  });

  test('beside another is refused', async () => {
    const resource = [`${app.url}/graphql`, 'https://other.example/api'];
    expect((await askToken(app, bank, { form: { resource } })).body['error']).toBe(
      'invalid_target',
    );
  });

  test('of somebody else would get a token from the library alone', async () => {
    const resource = 'https://other.example/api';
    const { status } = await askToken(plain, bank, { form: { resource } }, plain.url);
    expect(status).toBe(200);
  });
});
