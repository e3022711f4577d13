import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { readDatabaseLocation } from '../../api/environment.js';
import { loadKeys } from '../../api/keys.js';
import { openDatabase, type Database } from '../../prisma/database.js';
import { createVault, type Vault } from '../../prisma/vault/vault.js';
import { handsOn } from '../support/hands.js';
import { TEST_DATABASE_URL } from '../support/postgres.js';
import { seededLocation } from '../support/seeded-database.js';
import { runScript, spawnScript, spawnServer } from '../support/spawn-server.js';

/* A layer of keys is laid over the blind indexes, killed in between, and nobody is lost, doubled or found by the old key. */
let env: Record<string, string>;
let keysFile: string;
let remove: () => Promise<void>;

/** One whom nobody registered, whom a partner asked about. */
const NOBODYS = '3205017112909998';
const LEDGER = '01900000-0000-7000-8000-00000000ab01';

beforeAll(async () => {
  const location = await seededLocation(
    createVault((await loadKeys({ json: inject('keys') })).vault),
  );
  remove = location.remove;
  keysFile = join(inject('runDirectory'), `layers-${process.pid}.json`);
  await writeFile(keysFile, inject('keys'), { mode: 0o600 });
  env = { ...location.env, DINSOS_KEYS_FILE: keysFile, PORT: '0' };
  await onDatabase(writeSubjects);
});
afterAll(() => remove());

async function onDatabase<T>(work: (database: Database, vault: Vault) => Promise<T>): Promise<T> {
  const { vault } = await loadKeys({ file: keysFile, createWhenMissing: false });
  const database = await openDatabase(readDatabaseLocation(env));
  try {
    return await work(handsOn(database), createVault(vault));
  } finally {
    await database.close();
  }
}

/** Decisions, a job and a day's count about thirty people and about somebody who is nobody. */
async function writeSubjects({ sql }: Database, vault: Vault): Promise<void> {
  const nobody = Buffer.from(vault.nikIndex(NOBODYS)).toString('hex');
  await sql.query(
    `WITH asked AS (
      (SELECT nik_index AS subject, id FROM person WHERE nik_index IS NOT NULL ORDER BY id LIMIT 30)
      UNION ALL SELECT decode($1, 'hex'), NULL
    ), job AS (
      INSERT INTO eligibility_job (id, idempotency_key, actor, client_id, tier, roles, purpose, program_id, rule_version_id,
        as_of, request_id, created_at, expires_at)
      SELECT uuid_v7(), 'layers', 'officer', 'test', 'NATIONAL', '{}', 'SOCIAL_SERVICE', v.program_id, v.id, '2026-11-01',
        'r', now(), now() + interval '1 day' FROM rule_version v LIMIT 1 RETURNING id
    ), rows AS (
      INSERT INTO eligibility_job_row (job_id, ord, actor, subject)
      SELECT job.id, row_number() OVER (), 'officer', subject FROM job CROSS JOIN asked
    ), ledger AS (
      INSERT INTO people_ledger (id, budget, day, taken, granted, taken_at)
      VALUES ($2::uuid, 'officer:x', '2026-11-01', 31, 31, now())
    ), counted AS (
      INSERT INTO counted_person (ledger_id, subject) SELECT $2::uuid, subject FROM asked
    )
    INSERT INTO decision (id, person_id, subject, program_id, rule_version_id, as_of, decided_at, purpose, actor, outcome,
      facts, findings, result)
    SELECT uuid_v7(), asked.id, subject, v.program_id, v.id, '2026-11-01', now(), 'SOCIAL_SERVICE', 'officer', 'ELIGIBLE',
      '{}', '{}', '{}' FROM asked CROSS JOIN (SELECT id, program_id FROM rule_version LIMIT 1) v`,
    [nobody, LEDGER],
  );
}

interface Found {
  readonly people: number;
  readonly households: number;
  readonly named: number;
  readonly subjects: Record<string, number>;
}

/** How many are found by the index of what their identity says, and how often somebody who is nobody is asked about. */
function found(): Promise<Found> {
  return onDatabase(async ({ sql }, vault) => {
    const people = await sql.query<{
      id: string;
      identity: Uint8Array;
      wrapped: Uint8Array;
      index: Uint8Array;
      tokens: string[];
      village: string;
    }>(
      `SELECT p.id, p.identity, k.wrapped, p.nik_index AS index, p.name_tokens::text[] AS tokens, p.village_code AS village
       FROM person p JOIN person_key k ON k.person_id = p.id`,
    );
    const households = await sql.query<{
      id: string;
      identity: Uint8Array;
      wrapped: Uint8Array;
      index: Uint8Array;
    }>(
      'SELECT h.id, h.identity, k.wrapped, h.kk_index AS index FROM household h JOIN household_key k ON k.household_id = h.id WHERE kk_index IS NOT NULL',
    );
    const same = (index: Uint8Array, expected: Uint8Array): boolean =>
      Buffer.from(index).equals(expected);
    const opened = people.map((one) => ({
      ...one,
      ...vault.open('person', one.id, one.identity, one.wrapped),
    }));
    const [subjects] = await sql.query<Record<string, number>>(
      `SELECT (SELECT count(*)::int4 FROM decision WHERE subject = $1::bytea) AS decisions,
        (SELECT count(*)::int4 FROM eligibility_job_row WHERE subject = $1::bytea) AS rows,
        (SELECT count(*)::int4 FROM counted_person WHERE subject = $1::bytea AND ledger_id = $2::uuid) AS counted,
        (SELECT count(*)::int4 FROM decision d JOIN person p ON p.id = d.person_id AND p.nik_index = d.subject) AS decided,
        (SELECT count(*)::int4 FROM eligibility_job_row r JOIN person p ON p.nik_index = r.subject) AS listed,
        (SELECT count(*)::int4 FROM counted_person c JOIN person p ON p.nik_index = c.subject WHERE c.ledger_id = $2::uuid) AS told`,
      [vault.nikIndex(NOBODYS), LEDGER],
    );
    return {
      people: opened.filter(({ nik, index }) => nik !== null && same(index, vault.nikIndex(nik)))
        .length,
      households: households.filter((one) => {
        const { kkNumber } = vault.open('household', one.id, one.identity, one.wrapped);
        return kkNumber !== null && same(one.index, vault.kkIndex(kkNumber));
      }).length,
      named: opened.filter(({ name, tokens, village }) => {
        const expected = vault.nameTokens(name, village.slice(0, 5)).map(String);
        return expected.length > 0 && tokens.join() === expected.join();
      }).length,
      subjects: subjects!,
    };
  });
}

/** All that a change of somebody would have moved. */
function rest(): Promise<object[]> {
  return onDatabase(({ sql }) =>
    sql.query<object>(
      `SELECT (SELECT md5(string_agg(id::text || version || updated_at, '' ORDER BY id)) FROM person) AS people,
        (SELECT md5(string_agg(id::text || version || updated_at, '' ORDER BY id)) FROM household) AS households,
        (SELECT count(*)::int4 FROM change_entry) AS changes,
        (SELECT md5(string_agg(household_id::text || facts::text, '' ORDER BY household_id)) FROM household_facts) AS facts,
        (SELECT md5(string_agg((to_jsonb(d) - 'subject')::text, '' ORDER BY id)) FROM decision d) AS decisions`,
    ),
  );
}

const keys = (...args: string[]) => runScript('api/keys-cli.ts', { args, env });
const reindex = (...args: string[]) =>
  runScript('api/vault-cli.ts', { args: ['reindex', ...args], env });

/** How far the second layer is; null = it was not begun. */
function steps(): Promise<{ readonly done: number; readonly begun: number } | null> {
  return onDatabase(async ({ sql }) => {
    const [row] = await sql.query<{ done: number; begun: number; rows: number }>(
      `SELECT count(*) FILTER (WHERE done_at IS NOT NULL)::int4 AS done, count(after)::int4 AS begun, count(*)::int4 AS rows FROM index_step`,
    );
    return row!.rows === 0 ? null : row!;
  });
}

async function reindexAndKill(afterMs: number): Promise<void> {
  const child = spawnScript('api/vault-cli.ts', { args: ['reindex', '--batch', '2'], env });
  const ended = once(child, 'exit');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
}

test('the blind indexes are brought under one more key, killed again and again, and nobody is lost', async () => {
  const before = await found();
  const untouched = await rest();
  expect(before).toMatchObject({
    subjects: { decisions: 1, rows: 1, counted: 1, decided: 30, listed: 30, told: 30 },
  });
  expect(before.people).toBeGreaterThan(200);
  expect(before.households).toBeGreaterThan(50);
  expect(before.named).toBeGreaterThan(200);

  const server = TEST_DATABASE_URL === undefined ? null : await spawnServer('api/main.ts', { env });
  expect((await keys('index')).output).toMatch(/Index layer 2 is in the file/);
  expect(await keys('index')).toMatchObject({
    code: 1,
    output: expect.stringContaining('not in force') as string,
  });
  if (server !== null) {
    const refused = await reindex();
    expect(refused.code).toBe(1);
    expect(refused.output).toMatch(/session\(s\) are connected/);
    expect(await steps()).toBeNull();
    server.child.kill('SIGKILL');
    await server.exited();
  }
  const early = await runScript('api/main.ts', { env });
  expect(early).toMatchObject({
    code: 1,
    output: expect.stringContaining('vault:reindex') as string,
  });

  // Longer each time until it has begun: how long a start takes, only the machine knows.
  let halves = 0;
  for (let afterMs = 500, tries = 0; halves < 2 && tries < 40; tries++) {
    await reindexAndKill(afterMs);
    const now = await steps();
    if (now !== null && now.done < 5 && now.begun > 0) {
      halves += 1;
      const half = await runScript('api/main.ts', { env });
      expect(half).toMatchObject({
        code: 1,
        output: expect.stringContaining('vault:reindex') as string,
      });
    } else afterMs += 150;
  }
  expect(halves).toBeGreaterThan(0);
  expect(await reindex()).toMatchObject({
    code: 0,
    output: expect.stringContaining('under layer 2') as string,
  });
  expect(await found()).toEqual(before);
  expect(await rest()).toEqual(untouched);
  expect((await reindex()).code).toBe(0);
  expect(await found()).toEqual(before);
}, 240_000);

test('neither key alone finds anybody, and a server with both serves', async () => {
  const held = JSON.parse(await readFile(keysFile, 'utf8')) as {
    index: string;
    indexLayers: string[];
  };
  expect(held.indexLayers).toHaveLength(1);
  const { vault: first } = await loadKeys({ json: inject('keys') });
  const alone = createVault({ ...first, index: Buffer.from(held.indexLayers[0]!, 'base64url') });
  await onDatabase(async ({ sql }, vault) => {
    const [row] = await sql.query<{ id: string; identity: Uint8Array; wrapped: Uint8Array }>(
      'SELECT p.id, p.identity, k.wrapped FROM person p JOIN person_key k ON k.person_id = p.id WHERE nik_index IS NOT NULL LIMIT 1',
    );
    const { nik } = vault.open('person', row!.id, row!.identity, row!.wrapped);
    const count = async (index: Uint8Array) =>
      (await sql.query('SELECT FROM person WHERE nik_index = $1::bytea', [index])).length;
    expect(await count(vault.nikIndex(nik!))).toBe(1);
    expect(await count(createVault(first).nikIndex(nik!))).toBe(0);
    expect(await count(alone.nikIndex(nik!))).toBe(0);
  });
  const server = await spawnServer('api/main.ts', { env });
  expect((await fetch(new URL('/health', server.url))).status).toBe(200);
  server.child.kill('SIGKILL');
  await server.exited();
});

test('keys that lack the layer start nothing', async () => {
  const stale = await runScript('api/main.ts', {
    env: { ...env, DINSOS_KEYS: inject('keys'), DINSOS_KEYS_FILE: '' },
  });
  expect(stale).toMatchObject({
    code: 1,
    output: expect.stringContaining('index layer 2 is missing') as string,
  });
});

test('a strange layer is refused before anything is changed', async () => {
  const held = JSON.parse(await readFile(keysFile, 'utf8')) as object;
  const strange = JSON.stringify({
    ...held,
    index: randomBytes(32).toString('base64url'),
    indexLayers: [1, 2].map(() => randomBytes(32).toString('base64url')),
  });
  const before = await found();
  const refused = await runScript('api/vault-cli.ts', {
    args: ['reindex'],
    env: { ...env, DINSOS_KEYS: strange, DINSOS_KEYS_FILE: '' },
  });
  expect(refused).toMatchObject({
    code: 1,
    output: expect.stringContaining('not those') as string,
  });
  expect(await found()).toEqual(before);
});
