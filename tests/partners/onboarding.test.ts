import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { createVault } from '../../prisma/vault/vault.js';
import { seededLocation } from '../support/seeded-database.js';
import { spawnServer, type SpawnedServer } from '../support/spawn-server.js';

// Inside the repository, so that the snippet finds @dinsos/sdk by its package name.
const SCRATCH = new URL('../../node_modules/.cache/onboarding/', import.meta.url);
const DOCUMENT = new URL('../../docs/onboarding.md', import.meta.url);

let server: SpawnedServer;
let directory: string;
let remove: () => Promise<void>;
let text: string;
beforeAll(async () => {
  const keys = inject('keys');
  const location = await seededLocation(createVault((await loadKeys({ json: keys })).vault));
  remove = location.remove;
  directory = await mkdtemp(join(tmpdir(), 'onboarding-'));
  server = await spawnServer('api/main.ts', {
    env: { ...location.env, DINSOS_KEYS: keys, PORT: '0' },
  });
  text = await readFile(DOCUMENT, 'utf8');
});
afterAll(async () => {
  server.child.kill('SIGTERM');
  await server.exited();
  await rm(directory, { recursive: true, force: true });
  await remove();
});

/** The blocks of the document in a language, in order. */
function blocks(language: string): string[] {
  return [...text.matchAll(new RegExp('```' + language + '\\n([\\s\\S]*?)```', 'g'))].map(
    ([, block]) => block!,
  );
}

/** Runs commands in one shell, in the agency's and ministry's folder; the first that fails ends it. */
async function run(script: string): Promise<{ code: number | null; output: string }> {
  const { PATH = '' } = process.env;
  const child = spawn('bash', ['-eu', '-o', 'pipefail', '-c', script], {
    cwd: directory,
    env: { PATH, DINSOS_URL: server.url },
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

const jwkIn = async (file: string) =>
  JSON.parse(await readFile(join(directory, file), 'utf8')) as JWK;

test('every command of the document runs in order, and leaves an agency that may ask', async () => {
  const script = blocks('sh').join('\n');
  const { code, output } = await run(script);
  expect([code, output]).toEqual([0, output]);
  expect(output).toContain('client_id: bank-garut-contoh.payee-verification');
  const former = await calculateJwkThumbprint(await jwkIn('former.jwk'));
  const kid = await calculateJwkThumbprint(await jwkIn('public.jwk'));
  // Printed by the ministry's step, by the agency's own computation, by the look over, by the rotation.
  expect(output.split(former).length - 1).toBe(4);
  // The document counts from the day in UTC, the agreement from the day in Jakarta.
  expect(output).toMatch(/"status":"IN_FORCE","daysLeft":109[45]/);
  const lines = output.trim().split('\n');
  const changes = JSON.parse(lines.at(-1)!) as { node: { action: string } }[];
  expect(changes.map(({ node }) => node.action).sort()).toEqual(
    [
      ...['registerPartner', 'recordAgreement', 'addPartnerClient', 'addClientKey'],
      ...['rotateClientKey', 'rotateClientKey', 'suspendPartner', 'resumePartner'],
    ].sort(),
  );
  const keys = lines.find((line) => line.startsWith('[{"kid"'));
  expect(JSON.parse(keys!)).toMatchObject([
    { kid, alg: 'EdDSA', retiredAt: null },
    { kid: former, alg: 'ES256', retiredAt: expect.any(String) as string },
  ]);
});

test('the private half stays with the agency, readable by its owner alone', async () => {
  for (const file of ['private.jwk', 'former.jwk']) {
    const { mode } = await stat(join(directory, file));
    expect(mode & 0o077).toBe(0);
    const { d } = await jwkIn(file);
    expect(d?.length).toBeGreaterThan(20);
    expect(server.output()).not.toContain(d);
  }
});

test('the last step, as it stands there, asks with the key of the agency and is answered', async () => {
  const [code = ''] = blocks('ts');
  expect(code).toContain("'bank-garut-contoh.payee-verification'");
  await mkdir(SCRATCH, { recursive: true });
  const file = new URL(`onboarding-${process.pid}.mjs`, SCRATCH);
  await writeFile(file, code.replace('http://127.0.0.1:4000', server.url));
  const { code: ended, output } = await run(`node ${fileURLToPath(file)}`);
  await rm(file);
  expect(ended).toBe(0);
  expect(output.trim().split('\n').at(-1)).toBe('ELIGIBLE');
});

test('a command that is refused ends the script, so that the test above cannot pass by it', async () => {
  const [, signIn = '', ask = ''] = blocks('sh');
  const refused = await run(`${signIn}${ask}
node ask.mjs suspendPartner.suspendedAt 'mutation {
  suspendPartner(input: { partnerId: "nobody", version: 1 }) { ... on Partner { suspendedAt } ... on Error { code } }
}'
echo reached`);
  expect(refused.code).toBe(1);
  expect(refused.output).toContain('PARTNER_NOT_FOUND');
  expect(refused.output).not.toContain('reached');
});
