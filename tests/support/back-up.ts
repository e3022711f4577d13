import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { handsOn } from './hands.js';
import { openDatabase, type Database } from '../../prisma/database.js';
import { asSteward } from '../../prisma/vault/as-steward.js';
import { createDatabase, databasePrefix, databaseUrl, dropDatabase } from './postgres.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const KEPT_APART = ['wrapping_key', 'person_key', 'household_key', 'erasure'];

/** Backs up the registry without keys, or the keys alone, into `directory`. */
export async function backUp(
  database: Database,
  what: 'registry' | 'keys',
  directory: string,
): Promise<void> {
  if (database.kind === 'server') {
    await asDocumented(`back up ${what}`, directory, await urlOf(database));
    return;
  }
  const tables = await database.sql.query<{ name: string }>(
    `SELECT relname AS name FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
      AND relname <> '_prisma_migrations' AND (relname = ANY($1::text[])) = $2`,
    [KEPT_APART, what === 'keys'],
  );
  const rows: Record<string, unknown> = {};
  for (const { name } of tables) {
    const [all] = await database.sql.query<{ rows: unknown }>(
      `SELECT json_agg(t)::text AS rows FROM "${name}" t`,
    );
    rows[name] = all!.rows;
  }
  await writeFile(join(directory, `${what}.dump`), JSON.stringify(rows));
}

/** A new database from the dumps in `directory`; `keys` or not. Nobody is erased again yet. */
export async function restore(
  { kind }: Database,
  directory: string,
  withKeys = true,
): Promise<{ database: Database; eraseAgain: () => Promise<void>; close: () => Promise<void> }> {
  const dumps = withKeys ? ['registry', 'keys'] : ['registry'];
  if (kind === 'server') {
    const name = `${databasePrefix(inject('runDirectory'))}_${randomUUID().slice(0, 8)}`;
    await createDatabase(name);
    for (const dump of dumps) await asDocumented(`restore ${dump}`, directory, databaseUrl(name));
    const database = handsOn(await openDatabase({ url: databaseUrl(name), poolSize: 2 }));
    const eraseAgain = () => asDocumented('erase again', directory, databaseUrl(name));
    const close = async () => {
      await database.close();
      await dropDatabase(name);
    };
    return { database, eraseAgain, close };
  }
  const database = handsOn(await openDatabase({ directory: null }));
  await database.migrate();
  await database.sql.transaction(async (sql) => {
    await sql.query('SET LOCAL session_replication_role = replica');
    for (const dump of dumps) {
      const text = await readFile(join(directory, `${dump}.dump`), 'utf8');
      for (const [name, rows] of Object.entries(JSON.parse(text) as Record<string, string>)) {
        await sql.query(
          `INSERT INTO "${name}" SELECT * FROM json_populate_recordset(NULL::"${name}", coalesce($1::json, '[]'))`,
          [rows],
        );
      }
    }
  });
  const eraseAgain = async () => {
    await asSteward(database.sql, (sql) => sql.query('SELECT erase_again()'));
  };
  return { database, eraseAgain, close: () => database.close() };
}

/** The URL of an open database of the server. */
export async function urlOf({ sql }: Database): Promise<string> {
  const [row] = await sql.query<{ name: string }>('SELECT current_database() AS name');
  return databaseUrl(row!.name);
}

/** Runs the commands that SECURITY.md gives under a comment, in `directory`. */
async function asDocumented(what: string, directory: string, url: string): Promise<void> {
  const text = await readFile(join(ROOT, 'SECURITY.md'), 'utf8');
  const commands = new RegExp(`^# ${what}\\b[^\\n]*\\n((?:[^#\`\\n][^\\n]*\\n)+)`, 'm').exec(text);
  if (commands?.[1] === undefined) throw new Error(`SECURITY.md does not say how to ${what}.`);
  const script = commands[1].replaceAll('npm run ', `npm --prefix ${ROOT} run -s `);
  const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _env, ...env } = process.env;
  await promisify(execFile)('sh', ['-e', '-c', script], {
    cwd: directory,
    env: { ...env, DATABASE_URL: url, DINSOS_KEYS: inject('keys') },
  });
}
