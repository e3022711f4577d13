import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Profile } from '../../api/app.js';
import { demandRowSecurity } from '../../api/demand-row-security.js';
import { describeFailure } from '../../api/describe-failure.js';
import { freshKeys, loadKeys } from '../../api/keys.js';
import type { Log } from '../../api/log.js';
import type { Database } from '../../prisma/database.js';
import { createVault } from '../../prisma/vault/vault.js';
import { createServerLogin, TEST_DATABASE_URL } from '../support/postgres.js';
import { seededLocation } from '../support/seeded-database.js';
import { runScript, spawnServer } from '../support/spawn-server.js';

let env: Record<string, string>;
let remove: () => Promise<void>;

beforeAll(async () => {
  const location = await seededLocation(
    createVault((await loadKeys({ json: inject('keys') })).vault),
  );
  remove = location.remove;
  env = { ...location.env, DINSOS_KEYS: inject('keys'), PORT: '0' };
});

afterAll(() => remove());

const start = (more: Record<string, string>) =>
  runScript('api/main.ts', { env: { ...env, ...more } });

test.each<[string, Record<string, string>, RegExp]>([
  ['keys that are no keys', { DINSOS_KEYS: '{}' }, /^DINSOS_KEYS is no key file.*\n$/],
  ['an environment that is wrong', { PORT: 'http' }, /^PORT: .*\n$/],
])('a seed with %s says so in one line and ends with 1', async (_what, more, message) => {
  const { code, output } = await runScript('prisma/seed/seed.ts', { env: { ...env, ...more } });
  expect(code).toBe(1);
  expect(output).toMatch(message);
});

describe('a server that cannot start says why in one line and ends with 1', () => {
  test.each<[string, () => Promise<Record<string, string>>, RegExp]>([
    [
      'the keys are those of another database',
      async () => ({ DINSOS_KEYS: await freshKeys() }),
      /keys are not those/,
    ],
    ['the keys are no keys', async () => ({ DINSOS_KEYS: '{}' }), /DINSOS_KEYS is no key file/],
    ['the environment is wrong', async () => ({ PORT: 'http' }), /^PORT: /],
    [
      'production has no issuer',
      async () => ({ NODE_ENV: 'production' }),
      /^DINSOS_ISSUERS: production needs/,
    ],
  ])('when %s', async (_when, change, message) => {
    const { code, output } = await start(await change());
    expect(code).toBe(1);
    expect(output.trim()).toMatch(message);
    expect(output.trim().split('\n')).toHaveLength(1);
  });

  test('when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { code, output } = await start({ PORT: String(port) });
    other.close();
    expect(code).toBe(1);
    expect(output).toContain('The port is in use');
  });

  test('when the database cannot be reached', async () => {
    const { code, output } = await start({ DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none' });
    expect(code).toBe(1);
    expect(output.trim()).toBe('The database cannot be reached: check DATABASE_URL.');
  });

  test('and never with the message of an error that it does not know', () => {
    const secret = '3201019999999999';
    expect(describeFailure(new Error(secret))).not.toContain(secret);
    expect(describeFailure(Object.assign(new Error(secret), { code: '23505' }))).not.toContain(
      secret,
    );
  });
});

test('a server that starts greets with a request that works when it is pasted', async () => {
  const server = await spawnServer('api/main.ts', { env });
  try {
    while (!server.output().includes('Ctrl-C'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    const [, token] = /authorization: Bearer ([\w.-]+)'/.exec(server.output()) ?? [];
    const [, body = ''] = /-d '(.*)'/.exec(server.output()) ?? [];
    const answer = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body,
    });
    expect(await answer.json()).toMatchObject({
      data: { checkEligibility: { outcome: 'ELIGIBLE' } },
    });
    server.child.kill('SIGTERM');
    expect(await server.exited()).toBe(0);
  } finally {
    server.child.kill('SIGKILL');
  }
});

describe('production', () => {
  const issuers = JSON.stringify([{ issuer: 'https://login.x', jwksUri: 'https://login.x/jwks' }]);
  const production = {
    NODE_ENV: 'production',
    DINSOS_ISSUERS: issuers,
    DINSOS_ISSUER_URL: 'https://api.contoh.go.id',
  };

  test('starts with keys, an issuer and a login that is only the server, and has neither sandbox nor greeting', async () => {
    const login =
      TEST_DATABASE_URL === undefined ? null : await createServerLogin(env['DATABASE_URL']!);
    const url = login === null ? {} : { DATABASE_URL: login.url };
    const server = await spawnServer('api/main.ts', { env: { ...env, ...production, ...url } });
    try {
      expect((await fetch(`${server.url}/ready`)).status).toBe(200);
      expect((await fetch(`${server.url}/sandbox/personas`)).status).toBe(404);
      expect((await fetch(`${server.url}/sandbox/clients`)).status).toBe(404);
      const metadata = await fetch(`${server.url}/.well-known/oauth-authorization-server`);
      expect(await metadata.json()).toMatchObject({ issuer: 'https://api.contoh.go.id' });
      expect(server.output()).not.toContain('oidc-provider');
      expect((await fetch(`${server.url}/`)).status).toBe(404);
      expect(server.output()).not.toContain('curl');
      expect(server.output()).not.toContain('login_bypasses_row_security');
    } finally {
      server.child.kill('SIGKILL');
      await server.exited();
      await login?.drop();
    }
  });

  test.each(TEST_DATABASE_URL === undefined ? [] : ['a superuser'])(
    'does not start with the login of %s, which could step round row-level security',
    async (login) => {
      const { code, output } = await start(production);
      expect(code).toBe(1);
      expect(output).toContain(`The login in DATABASE_URL is ${login}, so it could step round`);
      expect(output).toContain('IN ROLE dinsos_app');
    },
  );

  const harmless = { isSuperuser: false, bypasses: false, isOwner: false, isSteward: false };
  const demand = async (login: object, profile: Profile): Promise<string[]> => {
    const warned: string[] = [];
    const sql = { query: () => Promise.resolve([login]) };
    const database = { kind: 'server', as: () => ({ sql }) } as unknown as Database;
    const log = { warn: (event: string) => void warned.push(event) } as unknown as Log;
    await demandRowSecurity(database, profile, log);
    return warned;
  };

  test.each([
    ['is a superuser', { isSuperuser: true }],
    ['has BYPASSRLS', { bypasses: true }],
    ['owns tables', { isOwner: true }],
    ['may act as more than dinsos_app', { isSteward: true }],
  ])('refuses a login that %s, of which other profiles are told', async (why, more) => {
    const login = { ...harmless, ...more };
    await expect(demand(login, 'production')).rejects.toThrow(`The login in DATABASE_URL ${why}`);
    expect(await demand(login, 'sandbox')).toEqual(['login_bypasses_row_security']);
    expect(await demand(harmless, 'production')).toEqual([]);
  });
});
