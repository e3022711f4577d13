import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { loadKeys } from '../../api/keys.js';
import { createVault } from '../../prisma/vault/vault.js';
import { BENCH_DATA, INPUTS_FILE, type BenchInputs } from './inputs.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = 'dinsos_bench';
const AS_OF = '2026-11-01';
const PROGRAM = 'PKH';
const NIKS = 5_000;
const EMBEDDED_HOUSEHOLDS = 1_000;

let copies = 0;

/** A database for one run, and the way to be rid of it. */
export interface BenchDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * Seeds the bench's own database on a server where it is not seeded yet, chooses who is asked about, and copies it for
 * one run, since a run records decisions.
 */
export async function prepareDatabase(server: string, households: number): Promise<BenchDatabase> {
  await mkdir(BENCH_DATA, { recursive: true });
  await seed(server, mainOf(households), households);
  const database = await copyDatabase(server, households);
  await writeInputs(database.url);
  return database;
}

/** A copy of a database that is seeded. */
export async function copyDatabase(server: string, households: number): Promise<BenchDatabase> {
  const copy = `${MAIN}_run_${process.pid}_${++copies}`;
  await onServer(server, (client) =>
    client.query(`CREATE DATABASE ${copy} TEMPLATE ${mainOf(households)}`),
  );
  const url = databaseUrl(server, copy);
  await onServer(url, (client) => client.query('VACUUM FREEZE ANALYZE'));
  return {
    url,
    drop: async () => {
      await onServer(server, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${copy} WITH (FORCE)`),
      );
    },
  };
}

function mainOf(households: number): string {
  return `${MAIN}_${households}`;
}

/** Seeds the embedded database where it is not seeded yet; the peer opens it afterwards. */
export async function prepareEmbedded(): Promise<void> {
  await run('tsx', ['prisma/seed/seed.ts', '--households', String(EMBEDDED_HOUSEHOLDS)], {
    DINSOS_DATA: `${BENCH_DATA}/embedded`,
    DINSOS_KEYS_FILE: `${BENCH_DATA}/keys.json`,
  });
}

async function seed(server: string, name: string, households: number): Promise<void> {
  await onServer(server, async (client) => {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${name}`);
  });
  await run('tsx', ['prisma/seed/seed.ts', '--households', String(households)], {
    DATABASE_URL: databaseUrl(server, name),
    DINSOS_DATA: BENCH_DATA,
  });
}

async function writeInputs(url: string): Promise<void> {
  const keys = await loadKeys({ file: `${BENCH_DATA}/keys.json`, createWhenMissing: false });
  const vault = createVault(keys.vault);
  await onServer(url, async (client) => {
    const people = (text: string) =>
      client
        .query<{ id: string; identity: Buffer; key: Buffer }>(text, [NIKS])
        .then(({ rows }) =>
          rows.flatMap(
            ({ id, identity, key }) => vault.open('person', id, identity, key).nik ?? [],
          ),
        );
    const inputs: BenchInputs = {
      asOf: AS_OF,
      program: PROGRAM,
      niks: await people(
        `SELECT id, identity, wrapped AS key FROM person JOIN person_key ON person_id = id
           WHERE nik_index IS NOT NULL ORDER BY md5(id::text) LIMIT $1`,
      ),
      embeddedNiks: await people(
        `SELECT id, identity, wrapped AS key FROM person JOIN person_key ON person_id = id WHERE nik_index IS NOT NULL AND household_id IN
           (SELECT id FROM household ORDER BY id LIMIT ${EMBEDDED_HOUSEHOLDS / 2}) ORDER BY md5(id::text) LIMIT $1`,
      ),
      regencies: await client
        .query<{ code: string }>(
          `SELECT left(village_code, 5) AS code FROM household GROUP BY 1 HAVING count(*) > 21 ORDER BY md5(left(village_code, 5))`,
        )
        .then(({ rows }) => rows.map(({ code }) => code)),
    };
    await writeFile(INPUTS_FILE, JSON.stringify(inputs));
  });
}

/** Runs something with a connection of its own. */
export async function onServer<T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

function run(program: string, args: string[], env: Record<string, string>): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--import', program, ...args], {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    child.once('error', reject);
    child.once('exit', (code) => {
      if (code === 0) resolve();
      else reject(new Error(`${args[0] ?? program} ended with ${String(code)}.`));
    });
  });
}
