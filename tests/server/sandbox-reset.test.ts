import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { createVault } from '../../prisma/vault/vault.js';
import { createTestApp } from '../support/app.js';
import { TEST_DATABASE_URL } from '../support/postgres.js';
import { seededLocation } from '../support/seeded-database.js';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';

const json = { 'content-type': 'application/json' };

let server: SpawnedServer;
async function end(): Promise<void> {
  server.child.kill('SIGKILL');
  await server.exited();
}

const reset = (body: unknown, headers: Record<string, string> = json): Promise<Response> =>
  fetch(`${server.url}/sandbox/reset`, { method: 'POST', headers, body: JSON.stringify(body) });

async function ask<Data>(query: string, persona: string): Promise<Data> {
  const issued = await fetch(`${server.url}/sandbox/token`, {
    ...{ method: 'POST', headers: json, body: JSON.stringify({ persona }) },
  });
  const { access_token: token } = (await issued.json()) as { access_token: string };
  const answer = await fetch(`${server.url}/graphql`, {
    ...{ method: 'POST', body: JSON.stringify({ query }) },
    headers: { ...json, authorization: `Bearer ${token}` },
  });
  const { data } = (await answer.json()) as { data: Data };
  return data;
}

async function decide(): Promise<string> {
  const { checkEligibility } = await ask<{ checkEligibility: { id: string; outcome: string } }>(
    '{ checkEligibility(input: { nik: "3273051102909901", program: "BPNT", purpose: PAYEE_VERIFICATION }) { id outcome } }',
    'bank',
  );
  expect(checkEligibility.outcome).toBe('ELIGIBLE');
  return checkEligibility.id;
}

async function isKept(id: string): Promise<boolean> {
  const { eligibilityDecision } = await ask<{ eligibilityDecision: object | null }>(
    `{ eligibilityDecision(id: "${id}") { outcome } }`,
    'bank',
  );
  return eligibilityDecision !== null;
}

async function untilReady(): Promise<void> {
  const answers = () =>
    fetch(`${server.url}/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  while (!(await answers())) await sleep(100);
}

describe('on the embedded database', () => {
  let data: string;
  beforeAll(async () => {
    data = await mkdtemp(join(inject('runDirectory'), 'reset-'));
  });
  afterEach(end);
  afterAll(() => rm(data, { recursive: true, force: true }));

  test('the sandbox is as new, on the same address, with the same keys, again and again', async () => {
    server = await spawnServer('api/main.ts', { env: { DINSOS_DATA: data, PORT: '0' } });
    const jwks = () => fetch(`${server.url}/.well-known/jwks.json`).then((one) => one.text());
    const before = await jwks();
    for (let time = 0; time < 2; time++) {
      const id = await decide();
      expect(await isKept(id)).toBe(true);
      expect((await reset({ confirm: true })).status).toBe(202);
      await untilReady();
      expect(await isKept(id)).toBe(false);
    }
    expect(await jwks()).toBe(before);
    const id = await decide();
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(0);
    server = await spawnServer('api/main.ts', { env: { DINSOS_DATA: data, PORT: '0' } });
    expect(await isKept(id)).toBe(true);
  });

  test('nothing is lost by a request that does not confirm, or that a foreign page could send', async () => {
    server = await spawnServer('api/main.ts', { env: { DINSOS_DATA: data, PORT: '0' } });
    const id = await decide();
    for (const body of [{}, { confirm: false }, { confirm: 'true' }, [], { confirm: true, all: 1 }])
      expect((await reset(body)).status).toBe(400);
    expect((await reset({ confirm: true }, { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await fetch(`${server.url}/sandbox/reset`)).status).toBe(405);
    expect(await isKept(id)).toBe(true);
  });

  test('a signal in the middle of it ends the process, and the next start has a whole sandbox', async () => {
    server = await spawnServer('api/main.ts', { env: { DINSOS_DATA: data, PORT: '0' } });
    expect((await reset({ confirm: true })).status).toBe(202);
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(0);
    server = await spawnServer('api/main.ts', { env: { DINSOS_DATA: data, PORT: '0' } });
    await decide();
  });
});

describe.runIf(TEST_DATABASE_URL !== undefined)('on a server', () => {
  test('the database is not ours to empty, and the answer says so', async () => {
    const location = await seededLocation(
      createVault((await loadKeys({ json: inject('keys') })).vault),
    );
    server = await spawnServer('api/main.ts', {
      env: { ...location.env, DINSOS_KEYS: inject('keys'), PORT: '0' },
    });
    const id = await decide();
    const answer = await reset({ confirm: true });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({
      errors: [{ message: expect.stringMatching(/embedded/) as string }],
    });
    expect(await isKept(id)).toBe(true);
    await end();
    await location.remove();
  });
});

test('production has no such path', async () => {
  const { close, fetch: visit } = await createTestApp({ profile: 'production' });
  const answer = await visit('/sandbox/reset', {
    ...{ method: 'POST', headers: json, body: JSON.stringify({ confirm: true }) },
  });
  await close();
  expect(answer.status).toBe(404);
});
