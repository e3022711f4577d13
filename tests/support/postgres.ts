import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

/** URL of a PostgreSQL on which tests may create databases; absent = tests run on the embedded database. */
export const TEST_DATABASE_URL = process.env['TEST_DATABASE_URL'];

/** Prefix of all databases of one run. */
export function databasePrefix(runDirectory: string): string {
  return `dinsos_test_${createHash('sha256').update(runDirectory).digest('hex').slice(0, 12)}`;
}

/** URL of database `name` on the test server. */
export function databaseUrl(name: string): string {
  if (TEST_DATABASE_URL === undefined) throw new Error('TEST_DATABASE_URL is not set.');
  const url = new URL(TEST_DATABASE_URL);
  url.pathname = `/${name}`;
  return url.href;
}

/** Somebody, an autovacuum worker for one, is still connected to the template. */
const IN_USE = '55006';
const MOST_TRIES = 60;
const BETWEEN_TRIES_MS = 250;

/** Creates database `name`, as a copy of `template` when one is given; waits while the template is in use. */
export async function createDatabase(name: string, template?: string): Promise<void> {
  const copy = template === undefined ? '' : ` TEMPLATE "${template}"`;
  for (let tries = 1; ; tries++) {
    try {
      await onServer((client) => client.query(`CREATE DATABASE "${name}"${copy}`));
      return;
    } catch (error) {
      if ((error as pg.DatabaseError).code !== IN_USE || tries === MOST_TRIES) throw error;
      await sleep(BETWEEN_TRIES_MS);
    }
  }
}

/** Drops database `name`, whoever is still connected. */
export async function dropDatabase(name: string): Promise<void> {
  await onServer((client) => client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`));
}

/** Drops every database of a run. */
export async function dropDatabasesOf(runDirectory: string): Promise<void> {
  if (TEST_DATABASE_URL === undefined) return;
  const prefix = databasePrefix(runDirectory);
  const { rows } = await onServer((client) =>
    client.query<{ datname: string }>(
      'SELECT datname FROM pg_database WHERE starts_with(datname, $1)',
      [prefix],
    ),
  );
  for (const { datname } of rows) await dropDatabase(datname);
}

/**
 * Makes a login of the kind that a server in production uses: it may act as `dinsos_app` and as nobody else. Gives the URL of
 * a database for it, and what removes it.
 */
export async function createServerLogin(
  url: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `dinsos_test_${randomUUID().slice(0, 8)}`;
  await onServer((client) => client.query(`CREATE ROLE "${name}" LOGIN IN ROLE dinsos_app`));
  const login = new URL(url);
  login.username = name;
  login.password = '';
  const drop = async () => {
    await onServer((client) => client.query(`DROP ROLE "${name}"`));
  };
  return { url: login.href, drop };
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: TEST_DATABASE_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
