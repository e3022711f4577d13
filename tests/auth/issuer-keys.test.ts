import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createAuthenticate, type Authenticate } from '../../api/auth/authenticate.js';
import { remoteIssuerKeys } from '../../api/auth/issuer-keys.js';

/* T8: an issuer somewhere else. */
const ISSUER = 'https://login.contoh.go.id';

let issuer: Server;
let jwksUri: string;
let answer: { status: number; body: string; headers?: Record<string, string>; hang?: boolean };
let fetched: string[];
let sign: (kid?: string, header?: object) => Promise<string>;
let authenticate: Authenticate;

beforeEach(async () => {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'ES256', use: 'sig' };
  answer = { status: 200, body: JSON.stringify({ keys: [jwk] }) };
  fetched = [];
  issuer = createServer((request, response) => {
    fetched.push(request.url ?? '');
    response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers });
    if (answer.hang === true) response.write(answer.body);
    else response.end(answer.body);
  });
  await new Promise<void>((resolve) => issuer.listen(0, '127.0.0.1', resolve));
  jwksUri = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}/jwks`;
  const keys = remoteIssuerKeys({ issuer: ISSUER, jwksUri });
  authenticate = createAuthenticate(
    [{ issuer: ISSUER, audience: 'dinsos-api', keys }],
    () => new Date(),
  );
  let number = 0;
  sign = (kid = 'one', header = {}) => {
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      ...{ client_id: 'ministry', name: 'Kemensos', tier: 'NATIONAL', purpose: 'SOCIAL_SERVICE' },
      ...{ iss: ISSUER, aud: 'dinsos-api', sub: 'officer', iat: now, exp: now + 600 },
      jti: String(++number),
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid, ...header })
      .sign(privateKey);
  };
});

afterEach(() => void issuer.close());

const ask = async (token: string) => authenticate(`Bearer ${token}`);
const close = () =>
  new Promise<void>((resolve) => {
    issuer.closeAllConnections();
    issuer.close(() => resolve());
  });

test('the keys are fetched once and then remembered', async () => {
  await ask(await sign());
  await ask(await sign());
  expect(fetched).toEqual(['/jwks']);
});

test('the remembered keys serve while the issuer is down', async () => {
  await ask(await sign());
  await close();
  await expect(ask(await sign())).resolves.toMatchObject({ subject: 'officer' });
});

test('an issuer that was never reached lets nobody in, and says to come back', async () => {
  await close();
  await expect(ask(await sign())).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    status: 503,
  });
});

test.each([
  ['an error', { status: 500, body: 'no' }],
  ['no JSON', { status: 200, body: 'no' }],
  ['no key set', { status: 200, body: '{"keys":1}' }],
  ['a redirect', { status: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } }],
])('an issuer that answers with %s lets nobody in', async (_what, wrong) => {
  answer = wrong;
  await expect(ask(await sign())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

test('a key that the issuer does not have is refused as a token, not blamed on the issuer', async () => {
  await expect(ask(await sign('two'))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('an issuer that answers with too much is cut off, and asked again later', async () => {
  const honest = answer;
  const huge = `{"keys":[],"more":"${'x'.repeat(600_000)}"}`;
  answer = { status: 200, body: huge };
  await expect(ask(await sign())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  answer = honest;
  await expect(ask(await sign())).resolves.toMatchObject({ subject: 'officer' });
});

test('an issuer that never finishes its answer lets nobody in, and holds nobody for ever', async () => {
  answer = { ...answer, hang: true };
  await expect(ask(await sign())).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
});

test('no address from a token is ever fetched', async () => {
  const { port } = issuer.address() as AddressInfo;
  const jku = `http://127.0.0.1:${port}/evil`;
  await expect(ask(await sign('one', { jku }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(fetched).toEqual([]);
});
