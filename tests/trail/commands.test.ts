import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import type { HeadSigner } from '../../api/trail/head-signer.js';
import { openDatabase } from '../../prisma/database.js';
import { createVault } from '../../prisma/vault/vault.js';
import { handsOn } from '../support/hands.js';
import { seededLocation } from '../support/seeded-database.js';
import { runScript } from '../support/spawn-server.js';
import {
  addEntries,
  freshSigner,
  sequenceAll,
  testClock,
  testSequencer,
} from '../support/trail.js';

const EXPORT = 'api/trail/export-cli.ts';
const VERIFY = 'api/trail/verifier/verify-cli.ts';
const clock = testClock();

let place: Awaited<ReturnType<typeof seededLocation>>;
let directory: string;
let heads: string;
let key: string;
let signer: HeadSigner;

beforeAll(async () => {
  const { vault } = await loadKeys({ json: inject('keys') });
  place = await seededLocation(createVault(vault));
  directory = await mkdtemp(join(inject('runDirectory'), 'trail-'));
  heads = join(directory, 'heads.ndjson');
  key = join(directory, 'public.jwk');
  signer = await freshSigner();
  await writeFile(key, JSON.stringify({ keys: signer.keys }));
  const { DATABASE_URL: url, DINSOS_DATA: data } = place.env;
  const database = handsOn(
    await openDatabase(url === undefined ? { directory: `${data ?? ''}/database` } : { url }),
  );
  const { sql } = database.as('login');
  const sequencer = testSequencer(database.sql, signer, clock, { headsFile: heads });
  for (let turn = 0; turn < 3; turn++) {
    await addEntries(sql, 12, clock);
    await sequenceAll(sql, sequencer, clock);
  }
  await database.close();
});
afterAll(async () => {
  await place.remove();
  await rm(directory, { recursive: true });
});

async function exported(name: string, ...args: string[]): Promise<string> {
  const { code, output } = await runScript(EXPORT, { args, env: place.env });
  expect(code).toBe(0);
  const file = join(directory, name);
  await writeFile(file, output);
  return file;
}

const verify = (...args: string[]) => runScript(VERIFY, { args });

test('the trail is exported and verified by commands, offline and without the ids of people', async () => {
  const file = await exported('trail.ndjson');
  expect(await readFile(file, 'utf8')).not.toMatch(/personIds/);
  const { code, output } = await verify('--heads', heads, '--key', key, file);
  expect(output).toMatch(/^Whole: entries 0 to \d+, up to /);
  expect(code).toBe(0);
});

test('ids of people are handed out where that is asked for, and verify', async () => {
  const file = await exported('revealed.ndjson', '--reveal', '--to', '2026-11-01T20:00:00+07:00');
  expect(await readFile(file, 'utf8')).toMatch(/personIds/);
  expect((await verify('--heads', heads, '--key', key, file)).code).toBe(0);
});

test('a file that somebody changed gives the first bad entry and exit code 1', async () => {
  const text = await readFile(await exported('trail.ndjson'), 'utf8');
  const lines = text.trimEnd().split('\n');
  const at = lines.findIndex((line) => line.includes('"index":15,'));
  const file = join(directory, 'changed.ndjson');
  await writeFile(file, lines.with(at, lines[at]!.replace('household', 'viewer')).join('\n'));
  const { code, output } = await verify('--heads', heads, '--key', key, file);
  expect(output).toMatch(/^First bad entry: 15 \(/);
  expect(code).toBe(1);
});

test.each([
  ['no arguments', []],
  ['a file that is not there', ['--heads', 'nowhere', '--key', 'nowhere', 'nowhere']],
  ['an unknown option', ['--head', 'x']],
])('%s gives exit code 2 and how it is used', async (_what, args) => {
  const { code, output } = await verify(...args);
  expect(output).toMatch(/usage: npm run trail:verify/);
  expect(code).toBe(2);
});

test('an export of an impossible day gives exit code 2', async () => {
  const { code, output } = await runScript(EXPORT, { args: ['--from', 'never'], env: place.env });
  expect(output).toMatch(/usage/);
  expect(code).toBe(2);
});
