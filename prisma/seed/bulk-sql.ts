import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Transaction } from '@electric-sql/pglite';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../database.js';
import type { EmbeddedSession } from '../embedded-session.js';
import { transactionSql, type Sql } from '../sql.js';
import { copyLine, type CopyValue } from './copy-text.js';

/** {@link Sql} as `dinsos_steward` that also loads rows by COPY, the same on both databases. */
export interface BulkSql extends Sql {
  readonly kind: Database['kind'];
  /** Appends rows to a table. `table` and `columns` are names from this repository, never input. */
  copy(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly CopyValue[]>,
  ): Promise<void>;
  /** Runs a statement that only the owner of the tables may: indexes, constraints, ANALYZE. */
  maintain(statement: string): Promise<void>;
  /** Runs `work` in one transaction without time limits: a load takes as long as it takes. */
  transaction<T>(work: (sql: BulkSql) => Promise<T>): Promise<T>;
}

const CHUNK = 256 * 1024;
/** The longest timer that exists; the pool's own limit is meant for requests. */
const NO_LIMIT_MS = 2_147_483_647;

/** Bulk loading over an open database. */
export function bulkSql(database: Pick<Database, 'driver' | 'as'>): BulkSql {
  const { driver } = database;
  return 'session' in driver
    ? embeddedBulk(driver.session, database.as('dinsos_steward').sql)
    : serverBulk(driver.pool, database.as('dinsos_steward').sql);
}

function embeddedBulk(session: EmbeddedSession, outer: Sql): BulkSql {
  const bulk: BulkSql = {
    ...outside('embedded', outer, () => bulk),
    transaction: (work) =>
      session.run('dinsos_steward', (pglite) =>
        pglite.transaction((inner) => work(transactionBulk(inner))),
      ),
  };
  return bulk;
}

function serverBulk(pool: pg.Pool, outer: Sql): BulkSql {
  const bulk: BulkSql = {
    ...outside('server', outer, () => bulk),
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        await client.query(
          'SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0',
        );
        const result = await work(clientBulk(client));
        await client.query('COMMIT');
        return result;
      } catch (error) {
        await client.query('ROLLBACK').catch((failed: Error) => (broken = failed));
        throw error;
      } finally {
        client.release(broken);
      }
    },
  };
  return bulk;
}

/** What is done outside a transaction: a load or a statement of the owner is a transaction of its own. */
function outside(
  kind: Database['kind'],
  outer: Sql,
  bulk: () => BulkSql,
): Omit<BulkSql, 'transaction'> {
  return {
    kind,
    query: (text, params, name) => outer.query(text, params, name),
    copy: (table, columns, rows) => bulk().transaction((sql) => sql.copy(table, columns, rows)),
    maintain: (statement) => bulk().transaction((sql) => sql.maintain(statement)),
  };
}

function transactionBulk(client: Transaction): BulkSql {
  const sql = transactionSql(client);
  const bulk: BulkSql = {
    kind: 'embedded',
    query: (text, params) => sql.query(text, params),
    // The login may read the file that PGlite makes of the rows, and it is not held to row-level security.
    async copy(table, columns, rows) {
      const blob = new Blob([...chunks(rows)]);
      if (blob.size === 0) return;
      await asOwner(bulk, () =>
        client.query(`COPY ${target(table, columns)} FROM '/dev/blob'`, [], { blob }),
      );
    },
    maintain: (statement) => asOwner(bulk, () => bulk.query(statement)),
    transaction: (work) => work(bulk),
  };
  return bulk;
}

function clientBulk(client: pg.PoolClient): BulkSql {
  const bulk: BulkSql = {
    kind: 'server',
    async query<Row extends object>(text: string, params: readonly unknown[] = []) {
      const config = { text, values: [...params], query_timeout: NO_LIMIT_MS };
      return (await client.query<Row>(config)).rows;
    },
    // COPY writes into no table that has row-level security: the rows are staged, and inserted from there.
    async copy(table, columns, rows) {
      const staged = `staged_${table}`;
      const names = columnList(columns);
      await bulk.query(
        `CREATE TEMP TABLE IF NOT EXISTS "${staged}" ON COMMIT DELETE ROWS AS SELECT ${names} FROM "${table}" WITH NO DATA`,
      );
      const stream = client.query(copyFrom(`COPY ${target(staged, columns)} FROM STDIN`));
      await pipeline(Readable.from(chunks(rows)), stream);
      await bulk.query(`INSERT INTO ${target(table, columns)} SELECT ${names} FROM "${staged}"`);
      await bulk.query(`TRUNCATE "${staged}"`);
    },
    maintain: (statement) => asOwner(bulk, () => bulk.query(statement)),
    transaction: (work) => work(bulk),
  };
  return bulk;
}

/** Runs one statement of a transaction as who logged in. A failed one ends the transaction, and the role with it. */
async function asOwner(bulk: Sql, work: () => Promise<unknown>): Promise<void> {
  await bulk.query('SET LOCAL ROLE NONE');
  await work();
  await bulk.query('SET LOCAL ROLE dinsos_steward');
}

function target(table: string, columns: readonly string[]): string {
  return `"${table}" (${columnList(columns)})`;
}

function columnList(columns: readonly string[]): string {
  return columns.map((column) => `"${column}"`).join(', ');
}

function* chunks(rows: Iterable<readonly CopyValue[]>): Generator<string> {
  let text = '';
  for (const row of rows) {
    text += copyLine(row);
    if (text.length >= CHUNK) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}
