import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { runScript } from '../support/spawn-server.js';

let directory: string;
let file: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'dinsos-keys-command-'));
  file = join(directory, 'keys.json');
});
afterAll(() => rm(directory, { recursive: true }));

const run = (...args: string[]) => runScript('api/keys-cli.ts', { args });
const kids = async () => {
  const { oauth } = await loadKeys({ file, createWhenMissing: false });
  return oauth.map(({ kid }) => kid);
};

test('a signing key is rotated in three steps, and nothing else of the file changes', async () => {
  expect((await run(file)).code).toBe(0);
  const before = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  const [old] = await kids();
  expect((await run('oauth', 'sign', file)).code).toBe(1);
  expect((await run('oauth', 'add', file)).code).toBe(0);
  const [, young] = await kids();
  expect(await kids()).toEqual([old, young]);
  expect((await run('oauth', 'sign', file)).code).toBe(0);
  expect(await kids()).toEqual([young, old]);
  expect((await run('oauth', 'drop', file)).code).toBe(0);
  expect(await kids()).toEqual([young]);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const after = JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  expect({ ...after, oauth: null }).toEqual({ ...before, oauth: null });
});

test("a client's key pair goes to a private file, and its public half is printed", async () => {
  const secret = join(directory, 'client.json');
  const { code, output } = await run('client', secret);
  expect(code).toBe(0);
  expect((await stat(secret)).mode & 0o777).toBe(0o600);
  const key = JSON.parse(await readFile(secret, 'utf8')) as JWK;
  const open = JSON.parse(/^\{.*\}$/m.exec(output)?.[0] ?? '{}') as JWK;
  expect(open).toMatchObject({ kty: 'EC', crv: 'P-256', alg: 'ES256', x: key.x, y: key.y });
  expect(open.kid).toBe(await calculateJwkThumbprint(key));
  expect(output).not.toContain(key.d);
  expect((await run('client', secret)).code).toBe(1);
  expect(JSON.parse(await readFile(secret, 'utf8'))).toEqual(key);
});

test.each([[[]], [['oauth']], [['oauth', 'spin', 'x']], [['client']]])(
  'the command says how it is used when it is called with %j',
  async (args) => {
    const { code, output } = await run(...args);
    expect(code).toBe(2);
    expect(output).toContain('usage:');
  },
);
