import { createHmac } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createProofMemory } from '../../api/auth/proof-memory.js';
import { createTestApp, type TestApp } from '../support/app.js';
import {
  askToken,
  askViewer,
  clientOf,
  newKey,
  proofOf,
  publicOf,
  tokenOf,
  type Changes,
  type Presentation,
  type TestClient,
} from '../support/oauth.js';
import { startPlainProvider } from '../support/plain-provider.js';

const nowS = (): number => Math.floor(Date.now() / 1000);
const INVALID_PROOF = /^DPoP error="invalid_dpop_proof"/;
const INVALID_TOKEN = /^DPoP error="invalid_token"/;

let app: TestApp;
let bank: TestClient;
let token: string;
beforeAll(async () => {
  app = await createTestApp({ now: () => new Date() });
  bank = await clientOf('bank');
  token = await tokenOf(app, bank);
});
afterAll(() => app.close());

async function expectRefused(presentation: Presentation, challenge = INVALID_PROOF) {
  const answer = await askViewer(app, bank, token, presentation);
  expect(answer.status).toBe(401);
  expect(answer.challenge).toMatch(challenge);
  expect(answer.body).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
}

const proof = (changes: Changes = {}) => proofOf(bank, `${app.url}/graphql`, token, changes);

describe('an honest proof is accepted', () => {
  test.each<[string, () => Changes]>([
    ['as it is', () => ({})],
    ['with a query and a fragment', () => ({ claims: { htu: `${app.url}/graphql?x=1#y` } })],
    [
      'at another loopback name',
      () => ({ claims: { htu: app.url.replace('127.0.0.1', 'localhost') + '/graphql' } }),
    ],
    ['of a clock that is three seconds ahead', () => ({ claims: { iat: nowS() + 3 } })],
    ['of fifty seconds ago', () => ({ claims: { iat: nowS() - 50 } })],
  ])('%s', async (_what, changes) => {
    expect((await askViewer(app, bank, token, { changes: changes() })).status).toBe(200);
  });

  test('with the scheme in other letters', async () => {
    expect((await askViewer(app, bank, token, { scheme: 'dpop' })).status).toBe(200);
  });

  test('of two different kinds at once, since each is its own', async () => {
    const answers = await Promise.all([1, 2, 3].map(() => askViewer(app, bank, token)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
  });
});

describe('a proof is refused', () => {
  test.each<[string, () => Changes]>([
    ['for another URL', () => ({ claims: { htu: 'https://other.example/graphql' } })],
    ['for another path', () => ({ claims: { htu: `${app.url}/oauth/token` } })],
    ['for another port', () => ({ claims: { htu: 'http://127.0.0.1:1/graphql' } })],
    [
      'for another scheme',
      () => ({ claims: { htu: app.url.replace('http', 'https') + '/graphql' } }),
    ],
    ['for a path that only begins so', () => ({ claims: { htu: `${app.url}/graphql/x` } })],
    ['for no URL', () => ({ claims: { htu: undefined } })],
    ['for another method', () => ({ claims: { htm: 'GET' } })],
    ['for a method in other letters', () => ({ claims: { htm: 'post' } })],
    ['for no method', () => ({ claims: { htm: undefined } })],
    ['for another token', () => ({ claims: { ath: 'A'.repeat(43) } })],
    ['for no token', () => ({ claims: { ath: undefined } })],
    ['that is stale', () => ({ claims: { iat: nowS() - 70 } })],
    ['from the future', () => ({ claims: { iat: nowS() + 30 } })],
    ['without a time', () => ({ claims: { iat: undefined } })],
    ['whose time is text', () => ({ claims: { iat: String(nowS()) } })],
    ['without an id', () => ({ claims: { jti: undefined } })],
    ['with an id that is a list', () => ({ claims: { jti: ['a-long-enough-id'] } })],
    ['with an endless id', () => ({ claims: { jti: 'x'.repeat(500) } })],
    ['that is no proof by type', () => ({ header: { typ: 'JWT' } })],
    ['without a type', () => ({ header: { typ: undefined } })],
    ['without a key', () => ({ header: { jwk: undefined } })],
    ['that shows its private key', () => ({ header: { jwk: bank.proofKey } })],
    ['with an unknown critical field', () => ({ header: { crit: ['exotic'], exotic: 1 } })],
  ])('%s', async (_what, changes) => {
    await expectRefused({ changes: changes() });
  });

  test('that is missing, empty, no JWT, or there twice', async () => {
    await expectRefused({ proof: null });
    await expectRefused({ proof: 'nothing' });
    await expectRefused({ proof: 'a.b.c' });
    await expectRefused({ proof: `${await proof()}, ${await proof()}` });
    await expectRefused({ proof: 'x'.repeat(5_000) });
  });

  test('by another key, honest in everything else', async () => {
    const thief = { ...bank, proofKey: await newKey() };
    await expectRefused({ proof: await proofOf(thief, `${app.url}/graphql`, token) });
  });

  test("that names the owner's key and is signed by another", async () => {
    await expectRefused({ changes: { key: await newKey() } });
  });

  test('without a signature, or with one by the public key as a secret', async () => {
    const [, payload = ''] = (await proof()).split('.');
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const header = { typ: 'dpop+jwt', jwk: publicOf(bank.proofKey) };
    await expectRefused({ proof: `${encode({ ...header, alg: 'none' })}.${payload}.` });
    const input = `${encode({ ...header, alg: 'HS256' })}.${payload}`;
    const secret = JSON.stringify(publicOf(bank.proofKey));
    const mac = createHmac('sha256', secret).update(input).digest('base64url');
    await expectRefused({ proof: `${input}.${mac}` });
    const oct = { kty: 'oct', k: Buffer.from(secret).toString('base64url') };
    const own = `${encode({ typ: 'dpop+jwt', alg: 'HS256', jwk: oct })}.${payload}`;
    const ownMac = createHmac('sha256', secret).update(own).digest('base64url');
    await expectRefused({ proof: `${own}.${ownMac}` });
  });

  test('the second time', async () => {
    const once = await proof();
    expect((await askViewer(app, bank, token, { proof: once })).status).toBe(200);
    await expectRefused({ proof: once });
  });

  test('but for once, of twenty at the same moment', async () => {
    const once = await proof();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => askViewer(app, bank, token, { proof: once })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

describe('a bound token', () => {
  test('is refused as a bearer token, with and without its proof', async () => {
    await expectRefused({ scheme: 'Bearer' }, INVALID_TOKEN);
    await expectRefused({ scheme: 'Bearer', proof: null }, INVALID_TOKEN);
  });

  test('that was stolen is of no use to a client with a token and a key of its own', async () => {
    const thief = await clientOf('post');
    expect((await askViewer(app, thief, token)).status).toBe(401);
  });

  test('is what a bearer token cannot pass for', async () => {
    const persona = await app.tokenFor('bank');
    expect((await askViewer(app, bank, persona, { scheme: 'DPoP' })).status).toBe(401);
    expect((await askViewer(app, bank, persona, { scheme: 'Bearer', proof: null })).status).toBe(
      200,
    );
  });

  test('is challenged for where there is none', async () => {
    const response = await app.fetch('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer .*DPoP algs=/);
  });
});

describe('at the token endpoint', () => {
  const ask = async (changes: Changes | null) =>
    askToken(app, bank, {
      proof: changes === null ? null : await proofOf(bank, `${app.url}/oauth/token`, null, changes),
    });

  test.each<[string, () => Changes | null]>([
    ['no proof', () => null],
    ['one for another URL', () => ({ claims: { htu: `${app.url}/graphql` } })],
    ['one for another method', () => ({ claims: { htm: 'GET' } })],
    ['a stale one', () => ({ claims: { iat: nowS() - 120 } })],
    ['one from the future', () => ({ claims: { iat: nowS() + 120 } })],
    ['one without an id', () => ({ claims: { jti: undefined } })],
    ['one that shows its private key', () => ({ header: { jwk: bank.proofKey } })],
    ['one of another type', () => ({ header: { typ: 'JWT' } })],
  ])('%s gets no token', async (_what, changes) => {
    const { status, body } = await ask(changes());
    expect([status, body['error']]).toEqual([400, 'invalid_dpop_proof']);
  });

  test('a proof that was used before gets no token', async () => {
    const once = await proofOf(bank, `${app.url}/oauth/token`, null);
    expect((await askToken(app, bank, { proof: once })).status).toBe(200);
    expect((await askToken(app, bank, { proof: once })).body['error']).toBe('invalid_dpop_proof');
  });

  test('the library alone would accept a proof that is four minutes old', async () => {
    const plain = await startPlainProvider(bank);
    const old = { claims: { iat: nowS() - 240 } };
    const stale = await proofOf(bank, `${plain.url}/oauth/token`, null, old);
    expect((await askToken(plain, bank, { proof: stale }, plain.url)).status).toBe(200);
    await plain.close();
  });
});

describe('the memory of proofs', () => {
  const at = (ms: number) => new Date(ms);

  test('knows an id for longer than a proof is accepted, and forgets it in the end', () => {
    let now = 0;
    const memory = createProofMemory(() => at(now));
    expect(memory.note('an id')).toBe(true);
    for (now of [0, 30_000, 65_000, 66_000, 90_000, 131_000])
      expect(memory.note('an id')).toBe(false);
    now = 1_000_000;
    expect(memory.note('an id')).toBe(true);
  });

  test('knows an id of the end of its window through the whole next one', () => {
    let now = 0;
    const memory = createProofMemory(() => at(now));
    memory.note('first');
    now = 65_999;
    memory.note('late');
    for (now of [66_000, 100_000, 130_999]) expect(memory.note('late')).toBe(false);
  });

  test('that is full refuses, and forgets nothing', () => {
    const memory = createProofMemory(() => at(0), 3);
    for (const id of ['a', 'b', 'c']) expect(memory.note(id)).toBe(true);
    expect(() => memory.note('d')).toThrow(
      expect.objectContaining({ code: 'SERVICE_UNAVAILABLE' }) as Error,
    );
    expect(memory.note('a')).toBe(false);
  });
});

test('tokens name the key that they are bound to', () => {
  expect(decodeJwt(token)['cnf']).toEqual({ jkt: expect.stringMatching(/^[\w-]{43}$/) as string });
});
