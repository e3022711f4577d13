import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { openDatabase, type Database } from '../../prisma/database.js';
import { createVault } from '../../prisma/vault/vault.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { serverSide } from '../support/hands.js';
import { createServerLogin } from '../support/postgres.js';
import { seededLocation } from '../support/seeded-database.js';
import { spawnServer } from '../support/spawn-server.js';
import {
  addEntries,
  allHeads,
  freshSigner,
  placedEntries,
  sequenceAll,
  testClock,
  testSequencer,
  unplacedCount,
} from '../support/trail.js';

/* The sequencer works outside requests, as the server and in nobody's name: row-level security shows it no entry. */
const clock = testClock();

describe('as the server and in nobody’s name', () => {
  let app: TestApp;
  let hands: Database;
  let server: Database;
  beforeAll(async () => {
    app = await createTestApp();
    hands = app.app.database;
    server = serverSide(hands);
  });
  afterAll(() => app.close());

  test('the sequencer places the entries of looks and signs a head over them', async () => {
    await app.graphql('{ households(first: 2) { edges { node { id } } } }', {}, 'officer-regency');
    await addEntries(hands.sql, 20, clock);
    const unplaced = await unplacedCount(hands.sql);
    expect(unplaced).toBeGreaterThan(20);
    await sequenceAll(hands.sql, testSequencer(server.sql, await freshSigner(), clock), clock);
    expect(await placedEntries(hands.sql)).toHaveLength(unplaced);
    expect((await allHeads(hands.sql)).at(-1)).toMatchObject({ size: unplaced });
  });

  test('nobody reads an entry, or who stands at which place of the tree (negative control)', async () => {
    for (const table of ['access_entry', 'trail_leaf']) {
      await expect(server.sql.query(`SELECT * FROM ${table}`)).rejects.toMatchObject({
        code: '42501',
      });
    }
  });
});

test('a server that starts gives the entries before it their places, signs a head and publishes it', async () => {
  const { vault } = await loadKeys({ json: inject('keys') });
  const place = await seededLocation(createVault(vault));
  const { DATABASE_URL: url, DINSOS_DATA: data } = place.env;
  const location = url === undefined ? { directory: `${data ?? ''}/database` } : { url };
  const before = await openDatabase(location);
  await addEntries(before.as('login').sql, 30, clock);
  await before.close();
  const login = url === undefined ? null : await createServerLogin(url);
  const directory = await mkdtemp(join(inject('runDirectory'), 'heads-'));
  const heads = join(directory, 'heads.ndjson');
  const started = await spawnServer('api/main.ts', {
    env: {
      ...place.env,
      ...(login === null ? {} : { DATABASE_URL: login.url }),
      DINSOS_KEYS: inject('keys'),
      DINSOS_TREE_HEADS_FILE: heads,
      PORT: '0',
    },
  });
  try {
    const published = () => readFile(heads, 'utf8').catch(() => '');
    while ((await published()) === '' && started.child.exitCode === null) await sleep(50);
    expect(JSON.parse((await published()).split('\n')[0]!)).toMatchObject({ size: 30 });
    expect(started.output()).not.toContain('trail_failed');
  } finally {
    started.child.kill('SIGTERM');
    await started.exited();
    await login?.drop();
    await rm(directory, { recursive: true });
    await place.remove();
  }
});
