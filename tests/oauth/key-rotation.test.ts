import { decodeProtectedHeader, type JSONWebKeySet, type JWK } from 'jose';
import { setTimeout as delay } from 'node:timers/promises';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rotateOauthKeys } from '../../api/oauth/rotate-oauth-keys.js';
import { createClient } from '../../sdk/src/create-client.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { askViewer, clientOf, newKey, tokenOf } from '../support/oauth.js';

/* T6: a balancer stands before two servers, which are started anew one after the other at each step of a rotation. */
let servers: TestApp[] = [];
let statuses: number[] = [];
let turn = 0;
const inFlight = new Map<string, number>();
const note = (url: string, by: number) => inFlight.set(url, (inFlight.get(url) ?? 0) + by);

const balancer = createServer((incoming, outgoing) => {
  const target = servers[turn++ % servers.length];
  const { method, url, headers } = incoming;
  const at = target?.url ?? '';
  note(at, 1);
  outgoing.once('close', () => note(at, -1));
  const onward = httpRequest(
    new URL(url ?? '/', at),
    { method, headers, agent: false },
    (answer) => {
      statuses.push(answer.statusCode ?? 0);
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    },
  );
  onward.on('error', () => {
    statuses.push(502);
    outgoing.destroy();
  });
  incoming.pipe(onward);
});

balancer.keepAliveTimeout = 60_000;

/** Puts another server in the place of one, which ends when what is under way at it has been answered. */
async function replace(at: number, next: TestApp): Promise<void> {
  const old = servers[at];
  servers[at] = next;
  while ((inFlight.get(old?.url ?? '') ?? 0) > 0) await delay(5);
  await old?.close();
}

let issuerUrl: string;
let base: TestApp;
const now = () => new Date();
const serverWith = (oauthKeys: readonly JWK[]) =>
  createTestApp({ now, issuerUrl, oauthKeys, database: base.app.database });

beforeAll(async () => {
  await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve));
  issuerUrl = `http://127.0.0.1:${(balancer.address() as AddressInfo).port}`;
  base = await createTestApp({ now, issuerUrl });
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.close()));
  await base.close();
  balancer.closeAllConnections();
  balancer.close();
});

test('no honest request fails while the signing key is rotated under load, and the old key ends', async () => {
  const bank = await clientOf('bank');
  const keys = [await newKey('ES256', 'old')];
  servers = [await serverWith(keys), await serverWith(keys)];
  const oldToken = await tokenOf({ url: issuerUrl }, bank, issuerUrl);
  expect(decodeProtectedHeader(oldToken).kid).toBe('old');

  let running = true;
  const kids = new Set<string>();
  const worker = async () => {
    let answered = 0;
    while (running) {
      // A client for a few requests: tokens of each step are asked for, and used at both servers.
      const client = createClient({
        url: issuerUrl,
        clientId: bank.clientId,
        privateKey: bank.key,
        maxRetries: 0,
        fetch: async (url, init) => {
          const response = await fetch(url, init);
          if (url.endsWith('/oauth/token')) {
            const { access_token: token } = (await response.clone().json()) as {
              access_token: string;
            };
            kids.add(String(decodeProtectedHeader(token).kid));
          }
          return response;
        },
      });
      for (let n = 0; n < 5; n += 1) {
        await client.viewer();
        answered += 1;
      }
    }
    return answered;
  };
  const work = Promise.all([worker(), worker(), worker()]);
  work.catch(() => undefined);

  statuses = [];
  let current: readonly JWK[] = keys;
  const fresh = await newKey('ES256', 'new');
  for (const step of ['add', 'sign'] as const) {
    current = rotateOauthKeys(current, step, fresh);
    for (const at of [0, 1]) {
      await delay(400);
      await replace(at, await serverWith(current));
    }
  }
  expect((await askViewer({ url: issuerUrl }, bank, oldToken, {}, issuerUrl)).status).toBe(200);
  await delay(400);
  running = false;
  const answered = await work;
  expect(Math.min(...answered)).toBeGreaterThan(5);
  expect(statuses.filter((status) => status !== 200)).toEqual([]);
  expect([...kids].sort()).toEqual(['new', 'old']);

  current = rotateOauthKeys(current, 'drop', fresh);
  for (const at of [0, 1]) {
    await replace(at, await serverWith(current));
  }
  expect((await askViewer({ url: issuerUrl }, bank, oldToken, {}, issuerUrl)).status).toBe(401);
  const jwks = (await (await fetch(`${issuerUrl}/oauth/jwks`)).json()) as JSONWebKeySet;
  expect(jwks.keys.map(({ kid }) => kid)).toEqual(['new']);
  const young = await tokenOf({ url: issuerUrl }, bank, issuerUrl);
  expect((await askViewer({ url: issuerUrl }, bank, young, {}, issuerUrl)).status).toBe(200);
});

test('a key that signs before every server knows it fails honest requests, which is why it is added first', async () => {
  const bank = await clientOf('bank');
  const [old, young] = [await newKey('ES256', 'a'), await newKey('ES256', 'b')];
  await Promise.all(servers.map((server) => server.close()));
  servers = [await serverWith([young]), await serverWith([old])];
  const [first, second] = servers;
  const token = await tokenOf({ url: first?.url ?? '' }, bank, issuerUrl);
  const ask = (url = '') => askViewer({ url }, bank, token, {}, issuerUrl);
  expect((await ask(first?.url)).status).toBe(200);
  expect((await ask(second?.url)).status).toBe(401);
});

test.each([
  ['sign', 1],
  ['drop', 1],
  ['add', 2],
] as const)('the step %s is refused out of its turn', async (step, count) => {
  const keys = await Promise.all(Array.from({ length: count }, () => newKey()));
  expect(() => rotateOauthKeys(keys, step, { kty: 'EC' })).toThrow(RangeError);
});
