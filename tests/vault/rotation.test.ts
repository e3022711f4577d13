import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { openDatabase, type Database } from '../../prisma/database.js';
import { readDatabaseLocation } from '../../api/environment.js';
import { createVault, type Vault } from '../../prisma/vault/vault.js';
import { sealFirstForm } from '../support/first-form.js';
import { handsOn } from '../support/hands.js';
import { TEST_DATABASE_URL } from '../support/postgres.js';
import { seededLocation } from '../support/seeded-database.js';
import { runScript, spawnScript, spawnServer } from '../support/spawn-server.js';

/* P4: a rotation that is killed at random points, beside a live server where the database can have two at once. */
let env: Record<string, string>;
let keysFile: string;
let remove: () => Promise<void>;

beforeAll(async () => {
  const { vault: keys } = await loadKeys({ json: inject('keys') });
  const location = await seededLocation(createVault(keys));
  remove = location.remove;
  keysFile = join(inject('runDirectory'), `keys-${process.pid}.json`);
  await writeFile(keysFile, inject('keys'), { mode: 0o600 });
  env = { ...location.env, DINSOS_KEYS_FILE: keysFile, PORT: '0' };
  await onDatabase((database) => writeFirstForms(database, keys.wrapping.byId.get(1)!));
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

/** Some people and households as a registry of the first form holds them, with an image of each in its history. */
async function writeFirstForms({ sql }: Database, wrappingKey: Buffer): Promise<void> {
  const { vault: keys } = await loadKeys({ json: inject('keys') });
  const vault = createVault(keys);
  for (const table of ['person', 'household'] as const) {
    const rows = await sql.query<{ id: string; identity: Uint8Array; wrapped: Uint8Array }>(
      `SELECT t.id, t.identity, k.wrapped FROM ${table} t JOIN ${table}_key k ON k.${table}_id = t.id ORDER BY t.id LIMIT 40`,
    );
    for (const { id, identity, wrapped } of rows) {
      const value = vault.open(table, id, identity, wrapped);
      const first = sealFirstForm(1, wrappingKey, table, id, value);
      // What was there before is to be of the first form too, so it is put there past the triggers.
      await sql.transaction(async (inner) => {
        await inner.query('SET LOCAL session_replication_role = replica');
        await inner.query(`DELETE FROM ${table}_key WHERE ${table}_id = $1::uuid`, [id]);
        await inner.query(`UPDATE ${table} SET identity = $2::bytea WHERE id = $1::uuid`, [
          ...[id, first],
        ]);
      });
      await sql.query(
        `UPDATE ${table} SET identity = $2::bytea, version = version + 1 WHERE id = $1::uuid`,
        [id, sealFirstForm(1, wrappingKey, table, id, value)],
      );
    }
  }
}

interface Stored {
  readonly table: 'person' | 'household';
  readonly id: string;
  readonly identity: Uint8Array;
  readonly wrapped: Uint8Array | null;
}

/** Everybody as they open now and in history, and all that a change would have moved. */
function everything(): Promise<{ people: string[]; past: string[]; rest: object[] }> {
  return onDatabase(async ({ sql }, vault) => {
    const rows: Stored[] = [];
    const images: Stored[] = [];
    for (const table of ['person', 'household'] as const) {
      const select = `SELECT '${table}' AS table, t.id, t.identity, k.wrapped FROM`;
      const key = `LEFT JOIN ${table}_key k ON k.${table}_id = t.id ORDER BY`;
      rows.push(...(await sql.query<Stored>(`${select} ${table} t ${key} t.id`)));
      images.push(
        ...(await sql.query<Stored>(
          `${select} (SELECT row_id AS id, decode(substring(row ->> 'identity' FROM 3), 'hex') AS identity, valid_until
            FROM change_entry WHERE table_name = '${table}') t ${key} t.id, t.valid_until`,
        )),
      );
    }
    const rest = await sql.query<object>(
      `SELECT (SELECT md5(string_agg(id::text || version || updated_at || coalesce(nik_index, ''), '' ORDER BY id)) FROM person) AS people,
        (SELECT md5(string_agg(id::text || version || updated_at, '' ORDER BY id)) FROM household) AS households,
        (SELECT md5(string_agg((to_jsonb(c) - 'row' || jsonb_build_object('r', row - 'identity'))::text, '' ORDER BY id)) FROM change_entry c) AS history,
        (SELECT md5(string_agg(household_id::text || facts::text, '' ORDER BY household_id)) FROM household_facts) AS facts`,
    );
    const opened = ({ table, id, identity, wrapped }: Stored): string =>
      `${id} ${JSON.stringify(vault.openPast(table, id, identity, wrapped))}`;
    return { people: rows.map(opened), past: images.map(opened), rest };
  });
}

/** Starts a rotation in small steps and kills it after some milliseconds; whether it left its work half done. */
async function rotateAndKill(afterMs: number): Promise<boolean> {
  const child = spawnScript('api/vault-cli.ts', { args: ['rotate', '--batch', '2'], env });
  const ended = once(child, 'exit');
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  child.kill('SIGKILL');
  await ended;
  return onDatabase(async ({ sql }) => {
    const [row] = await sql.query<{ old: number; anew: number }>(
      `SELECT count(*) FILTER (WHERE wrapping_key_id IS DISTINCT FROM 2)::int4 AS old, count(*) FILTER (WHERE wrapping_key_id = 2)::int4 AS anew
        FROM (SELECT k.wrapping_key_id FROM person p LEFT JOIN person_key k ON k.person_id = p.id
          UNION ALL SELECT k.wrapping_key_id FROM household h LEFT JOIN household_key k ON k.household_id = h.id) AS keys`,
    );
    return row!.old > 0 && row!.anew > 0;
  });
}

const keys = (...args: string[]) => runScript('api/keys-cli.ts', { args, env });

describe('the wrapping key', () => {
  test('is rotated by commands, killed again and again, while everybody stays readable', async () => {
    const before = await everything();
    expect(before.people.length).toBeGreaterThan(200);
    const server =
      TEST_DATABASE_URL === undefined ? null : await spawnServer('api/main.ts', { env });
    const reading = server === null ? null : readOn(server.url);
    expect((await keys('rotate')).output).toMatch(/Wrapping key 2 wraps from now on/);
    // Longer each time until it has begun, then at random: how long a start takes, only the machine knows.
    let halves = 0;
    let early: Awaited<ReturnType<typeof keys>> | undefined;
    for (let afterMs = 600, tries = 0; halves < 3 && tries < 40; tries++) {
      const half = await rotateAndKill(afterMs);
      if (half) halves += 1;
      if (half) early ??= await keys('retire', '1');
      afterMs = half ? afterMs - 200 + Math.random() * 400 : afterMs + 200;
      expect(await everything()).toEqual(before);
    }
    expect(halves).toBeGreaterThan(0);
    expect(early?.code).toBe(1);
    expect(early?.output).toMatch(/still needed by \d+ value/);
    expect(await runScript('api/vault-cli.ts', { args: ['rotate'], env })).toMatchObject({
      code: 0,
    });
    expect(await everything()).toEqual(before);
    if (reading !== null) {
      const { asked, failed } = await reading.stop();
      expect(asked).toBeGreaterThan(5);
      expect(failed).toEqual([]);
      server!.child.kill('SIGKILL');
      await server!.exited();
    }
    const again = await runScript('api/vault-cli.ts', { args: ['rotate'], env });
    expect(again.output).toContain('0 value(s)');
    expect(await keys('retire', '1')).toMatchObject({
      code: 0,
      output: 'Wrapping key 1 is retired.\n',
    });
    expect(await readFile(keysFile, 'utf8')).not.toContain('"id": 1,');
    expect(await everything()).toEqual(before);
  }, 240_000);

  test('once retired is refused, by those who still hold it and by the database', async () => {
    const { vault: old } = await loadKeys({ json: inject('keys') });
    await onDatabase(async ({ sql }) => {
      const [row] = await sql.query<{ id: string; identity: Uint8Array; wrapped: Uint8Array }>(
        'SELECT p.id, p.identity, k.wrapped FROM person p JOIN person_key k ON k.person_id = p.id LIMIT 1',
      );
      const stale = createVault(old);
      expect(() => stale.open('person', row!.id, row!.identity, row!.wrapped)).toThrow(
        expect.objectContaining({ code: 'SEAL_BROKEN' }) as Error,
      );
      const { key } = stale.seal('person', row!.id, { nik: null, name: 'Contoh' });
      await expect(
        sql.query(
          'UPDATE person_key SET wrapped = $2::bytea, wrapping_key_id = $3::int4 WHERE person_id = $1::uuid',
          [row!.id, key.wrapped, key.wrappingKeyId],
        ),
      ).rejects.toMatchObject({ code: '23503' });
    });
    const stale = await runScript('api/main.ts', {
      env: { ...env, DINSOS_KEYS: inject('keys'), DINSOS_KEYS_FILE: '' },
    });
    expect(stale.code).toBe(1);
    expect(stale.output).toMatch(/keys are (not those|older)/);
  });

  test('is not retired while it wraps, and not used before it is there', async () => {
    expect(await keys('retire', '2')).toMatchObject({ code: 1 });
    expect(await keys('use', '7')).toMatchObject({ code: 1 });
    expect((await keys('add')).output).toMatch(/Added wrapping key 3/);
    expect((await keys('use', '3')).code).toBe(0);
    expect((await keys('use', '2')).output).toMatch(/newer/);
  });
});

/** Reads pages of people on a server again and again, until it is told to stop. */
function readOn(url: string): { stop: () => Promise<{ asked: number; failed: string[] }> } {
  const failed: string[] = [];
  let asked = 0;
  let stopped = false;
  const post = (path: string, body: object, token = '') =>
    fetch(new URL(path, url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    });
  const loop = async (): Promise<void> => {
    const answer = await post('/sandbox/token', { persona: 'officer-national' });
    const { access_token: token } = (await answer.json()) as { access_token: string };
    const query = `{ households(first: 100) { edges { node { address members { person { name nik } } } } } }`;
    while (!stopped) {
      const { errors, data } = (await (await post('/graphql', { query }, token)).json()) as {
        errors?: object[];
        data: { households: { edges: { node: { address: string | null } }[] } } | null;
      };
      asked += 1;
      // An officer's points are for so many pages a minute, and a slow machine reads for minutes.
      await new Promise((resolve) => setTimeout(resolve, 500));
      const nodes = data?.households.edges ?? [];
      if (errors !== undefined || nodes.some(({ node }) => node.address === null)) {
        failed.push(JSON.stringify(errors ?? 'null'));
      }
    }
  };
  const looped = loop();
  return {
    async stop() {
      stopped = true;
      await looped;
      return { asked, failed };
    },
  };
}
