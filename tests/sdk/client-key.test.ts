import { setTimeout as delay } from 'node:timers/promises';
import { createHash } from 'node:crypto';
import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  exportJWK,
  generateKeyPair,
  importJWK,
  jwtVerify,
  type JWK,
} from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildClient } from '../../sdk/src/build-client.js';
import type { ClientKey } from '../../sdk/src/client-options.js';
import { createClient } from '../../sdk/src/create-client.js';
import { createTestRuntime } from './support/build-test-client.js';
import { createFakeRegistry, fault, json, rejectionOf } from './support/fake-registry.js';
import type { Interrupt, Received } from './support/fake-registry.js';

const ORIGIN = 'http://registry.test';
const CLIENT = 'bank.payee-verification';

let jwk: JWK;
let publicKey: CryptoKey;
beforeAll(async () => {
  const pair = await generateKeyPair('ES256', { extractable: true });
  jwk = await exportJWK(pair.privateKey);
  publicKey = pair.publicKey;
});

/** An authorization server beside the fake registry; what it was asked is kept. */
function createServer(interrupt: Interrupt = () => undefined) {
  const asked: URLSearchParams[] = [];
  const proofs: string[] = [];
  let issued = 0;
  const registry = createFakeRegistry(async (received, count) => {
    const other = await interrupt(received, count);
    if (other !== undefined) return other;
    if (received.url === `${ORIGIN}/.well-known/oauth-authorization-server`) {
      return json({ issuer: ORIGIN, token_endpoint: `${ORIGIN}/oauth/token` });
    }
    if (received.url === `${ORIGIN}/oauth/token`) {
      issued += 1;
      const token = { access_token: `token-${issued}`, token_type: 'DPoP', expires_in: 300 };
      return json(token);
    }
    return undefined;
  });
  const fetch = async (url: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    const form = headers.get('content-type') === 'application/x-www-form-urlencoded';
    if (form) asked.push(new URLSearchParams(init.body as string));
    const proof = headers.get('dpop');
    if (proof !== null) proofs.push(proof);
    return registry.fetch(url, form || init.body == null ? { ...init, body: '{}' } : init);
  };
  return { registry, fetch, asked, proofs, issued: () => issued };
}

type Server = ReturnType<typeof createServer>;

function clientOf(server: Server, more: Partial<ClientKey> = {}, test = createTestRuntime()) {
  const options = { url: ORIGIN, clientId: CLIENT, privateKey: jwk as ClientKey['privateKey'] };
  const purpose = 'PAYEE_VERIFICATION' as const;
  return buildClient({ ...options, ...more, purpose, fetch: server.fetch }, test.runtime);
}

const authorizationOf = ({ headers }: Received): string | null => headers.get('authorization');

describe('a client with a key', () => {
  it('asks for a token with an assertion that is good once, and for half a minute', async () => {
    const server = createServer();
    await clientOf(server).viewer();
    const [form] = server.asked;
    expect(Object.fromEntries(form ?? [])).toMatchObject({
      grant_type: 'client_credentials',
      scope: 'eligibility:check',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    });
    const assertion = form?.get('client_assertion') ?? '';
    const currentDate = new Date('2026-11-01T00:00:00Z');
    const { payload, protectedHeader } = await jwtVerify(assertion, publicKey, { currentDate });
    expect(protectedHeader).toEqual({ alg: 'ES256', kid: await calculateJwkThumbprint(jwk) });
    expect(payload).toMatchObject({ iss: CLIENT, sub: CLIENT, aud: ORIGIN });
    expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBe(30);
    expect(form?.toString()).not.toContain(jwk.d);
  });

  it('proves each request by a proof of its own, with one key', async () => {
    const server = createServer();
    const client = clientOf(server);
    await client.viewer();
    await client.viewer();
    const proofs = server.proofs.map((proof) => ({
      header: decodeProtectedHeader(proof),
      claims: decodeJwt(proof),
    }));
    const ath = createHash('sha256').update('token-1').digest('base64url');
    expect(proofs.map(({ claims: { htm, htu, ath: of } }) => [htm, htu, of])).toEqual([
      ['POST', `${ORIGIN}/oauth/token`, undefined],
      ['POST', `${ORIGIN}/graphql`, ath],
      ['POST', `${ORIGIN}/graphql`, ath],
    ]);
    expect(new Set(proofs.map(({ claims }) => claims.jti)).size).toBe(3);
    expect(new Set(proofs.map(({ header }) => JSON.stringify(header.jwk))).size).toBe(1);
    for (const [n, { header }] of proofs.entries()) {
      expect(header).toMatchObject({ typ: 'dpop+jwt', alg: 'ES256' });
      expect(Object.keys(header.jwk ?? {}).sort()).toEqual(['crv', 'kty', 'x', 'y']);
      const key = await importJWK(header.jwk as JWK, 'ES256');
      await jwtVerify(server.proofs[n] ?? '', key);
    }
    expect(server.registry.queries.map(authorizationOf)).toEqual(Array(2).fill('DPoP token-1'));
  });

  it('never asks for two tokens at once, and finds the server once', async () => {
    const server = createServer(async ({ url }) => {
      if (url.endsWith('/token')) await delay(10);
      return undefined;
    });
    const client = clientOf(server);
    await Promise.all(Array.from({ length: 20 }, () => client.viewer()));
    expect(server.issued()).toBe(1);
    const found = server.registry.received.filter(({ url }) => url.includes('well-known'));
    expect(found).toHaveLength(1);
  });

  it('renews its token before it expires', async () => {
    const server = createServer();
    const test = createTestRuntime();
    const client = clientOf(server, {}, test);
    await client.viewer();
    test.advance(269_000);
    await client.viewer();
    expect(server.issued()).toBe(1);
    test.advance(1_500);
    await client.viewer();
    expect(server.registry.queries.map(authorizationOf).at(-1)).toBe('DPoP token-2');
  });

  it('tries once more with a fresh token and a fresh proof where one is refused', async () => {
    const server = createServer((received) =>
      authorizationOf(received) === 'DPoP token-1'
        ? fault('UNAUTHENTICATED', 'No.', 401)
        : undefined,
    );
    await clientOf(server).viewer();
    expect(server.registry.queries.map(authorizationOf)).toEqual(['DPoP token-1', 'DPoP token-2']);
    expect(new Set(server.proofs).size).toBe(server.proofs.length);
  });

  it('gives up after one retry', async () => {
    const server = createServer(({ url }) =>
      url.endsWith('/graphql') ? fault('UNAUTHENTICATED', 'No.', 401) : undefined,
    );
    expect(await rejectionOf(clientOf(server).viewer())).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(server.registry.queries).toHaveLength(2);
  });

  it('asks again with the nonce that a server wants, and a new assertion', async () => {
    const server = createServer(({ url, headers }) => {
      const wants =
        url.endsWith('/token') && decodeJwt(headers.get('dpop') ?? '')['nonce'] !== 'n1';
      return wants ? json({ error: 'use_dpop_nonce' }, 400, { 'dpop-nonce': 'n1' }) : undefined;
    });
    await clientOf(server).viewer();
    expect(server.asked).toHaveLength(2);
    expect(new Set(server.asked.map((form) => form.get('client_assertion'))).size).toBe(2);
  });

  it("goes by the server's clock where its own is refused", async () => {
    const ahead = Date.parse('2026-11-01T00:05:00Z');
    const server = createServer(({ url, headers }) => {
      if (!url.endsWith('/token')) return undefined;
      const { iat = 0 } = decodeJwt(headers.get('dpop') ?? '');
      const date = { date: new Date(ahead).toUTCString() };
      return iat === ahead / 1000 ? undefined : json({ error: 'invalid_client' }, 401, date);
    });
    await clientOf(server).viewer();
    expect(decodeJwt(server.proofs.at(-1) ?? '').iat).toBe(ahead / 1000);
  });

  it('waits and tries again while the server gives no tokens', async () => {
    const server = createServer(({ url }, count) =>
      url.endsWith('/token') && count < 4
        ? json({ error: 'temporarily_unavailable' }, 503, { 'retry-after': '1' })
        : undefined,
    );
    const test = createTestRuntime();
    await clientOf(server, {}, test).viewer();
    expect(test.slept[0]).toBe(1_000);
  });

  it('that is refused says the word of the refusal, and nothing of the request', async () => {
    const server = createServer(({ url }) =>
      url.endsWith('/token') ? json({ error: 'invalid_client', x: CLIENT }, 401) : undefined,
    );
    const error = await rejectionOf(clientOf(server).viewer());
    expect(error).toMatchObject({
      code: 'UNAUTHENTICATED',
      status: 401,
      message: 'The registry gave this client no token (invalid_client).',
    });
  });

  it.each<[string, unknown]>([
    ['of another name', { issuer: 'http://evil.test', token_endpoint: `${ORIGIN}/oauth/token` }],
    ['whose tokens come from elsewhere', { issuer: ORIGIN, token_endpoint: 'http://evil.test/t' }],
    ['without a token endpoint', { issuer: ORIGIN }],
    ['that is none', 'hello'],
  ])('sends nothing to a server %s', async (_what, metadata) => {
    const server = createServer(({ url }) =>
      url.includes('well-known') ? json(metadata) : undefined,
    );
    expect(await rejectionOf(clientOf(server).viewer())).toMatchObject({
      code: 'UNEXPECTED_RESPONSE',
    });
    expect(server.asked).toEqual([]);
  });

  it('refuses a token that anybody could use', async () => {
    const server = createServer(({ url }) =>
      url.endsWith('/token')
        ? json({ access_token: 't', token_type: 'Bearer', expires_in: 300 })
        : undefined,
    );
    expect(await rejectionOf(clientOf(server).viewer())).toMatchObject({
      code: 'UNAUTHENTICATED',
    });
  });
});

describe('the key', () => {
  it.each(['ES256', 'EdDSA', 'PS256'])('may be a CryptoKey or a JWK for %s', async (alg) => {
    const pair = await generateKeyPair(alg, { extractable: true });
    const exported = (await exportJWK(pair.privateKey)) as ClientKey['privateKey'];
    for (const privateKey of [pair.privateKey, exported]) {
      const server = createServer();
      await clientOf(server, { privateKey, keyId: 'mine' }).viewer();
      const assertion = server.asked[0]?.get('client_assertion') ?? '';
      expect(decodeProtectedHeader(assertion)).toEqual({ alg, kid: 'mine' });
    }
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['text', 'secret'],
    ['a public JWK', { kty: 'EC', crv: 'P-256', x: 'a', y: 'b' }],
    ['a key of another curve', { kty: 'EC', crv: 'P-384', x: 'a', y: 'b', d: 'canary' }],
    ['a key for another algorithm', { kty: 'RSA', n: 'a', e: 'AQAB', d: 'canary', alg: 'RS256' }],
    ['a shared secret', { kty: 'oct', k: 'canary' }],
  ])('is refused at once when it is %s, without its value', (_what, privateKey) => {
    const make = () =>
      createClient({ url: ORIGIN, clientId: CLIENT, privateKey: privateKey as never });
    expect(make).toThrow(TypeError);
    expect(make).not.toThrow(/canary|secret/);
  });

  it('is refused when it is a public CryptoKey', async () => {
    const { publicKey: open } = await generateKeyPair('ES256');
    expect(() => createClient({ url: ORIGIN, clientId: CLIENT, privateKey: open })).toThrow(
      TypeError,
    );
  });

  it('is not mixed with other credentials', () => {
    const mixed = { credentials: { token: 't' }, clientId: CLIENT, privateKey: jwk };
    expect(() => createClient({ url: ORIGIN, ...mixed } as never)).toThrow(/either/);
    expect(() => createClient({ url: ORIGIN } as never)).toThrow(TypeError);
    expect(() =>
      createClient({ url: ORIGIN, clientId: CLIENT, privateKey: jwk, issuer: 'x' } as never),
    ).toThrow(/issuer/);
  });

  it('cannot be seen in a client that is printed or walked', () => {
    const client = clientOf(createServer());
    expect(JSON.stringify(client)).not.toContain(jwk.d);
  });
});
