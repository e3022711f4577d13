import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Database } from '../database.js';
import { embeddedSql, type Sql } from '../sql.js';
import { copyLine, type CopyValue } from './copy-text.js';

/** {@link Sql} that also loads rows by COPY, the same on both databases. */
export interface BulkSql extends Sql {
  readonly kind: Database['kind'];
  /** Appends rows to a table. `table` and `columns` are names from this repository, never input. */
  copy(
    table: string,
    columns: readonly string[],
    rows: Iterable<readonly CopyValue[]>,
  ): Promise<void>;
  /** Runs `work` in one transaction without time limits: a load takes as long as it takes. */
  transaction<T>(work: (sql: BulkSql) => Promise<T>): Promise<T>;
}

const CHUNK = 256 * 1024;
/** The longest timer that exists; the pool's own limit is meant for requests. */
const NO_LIMIT_MS = 2_147_483_647;

/** Bulk loading over an open database. */
export function bulkSql(database: Pick<Database, 'driver' | 'sql'>): BulkSql {
  return 'pglite' in database.driver
    ? embeddedBulk(database.driver.pglite)
    : serverBulk(database.driver.pool, database.sql);
}

function embeddedBulk(client: PGlite | Transaction): BulkSql {
  return {
    kind: 'embedded',
    query: (text, params) => embeddedSql(client).query(text, params),
    async copy(table, columns, rows) {
      const blob = new Blob([...chunks(rows)]);
      if (blob.size === 0) return;
      await client.query(`${copyStatement(table, columns)} FROM '/dev/blob'`, [], { blob });
    },
    transaction: (work) =>
      'transaction' in client
        ? client.transaction((inner) => work(embeddedBulk(inner)))
        : work(embeddedBulk(client)),
  };
}

function serverBulk(pool: pg.Pool, outer: Sql): BulkSql {
  const bulk: BulkSql = {
    kind: 'server',
    query: (text, params, name) => outer.query(text, params, name),
    copy: (table, columns, rows) => bulk.transaction((sql) => sql.copy(table, columns, rows)),
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

function clientBulk(client: pg.PoolClient): BulkSql {
  const bulk: BulkSql = {
    kind: 'server',
    async query<Row extends object>(text: string, params: readonly unknown[] = []) {
      const config = { text, values: [...params], query_timeout: NO_LIMIT_MS };
      return (await client.query<Row>(config)).rows;
    },
    async copy(table, columns, rows) {
      const target = client.query(copyFrom(`${copyStatement(table, columns)} FROM STDIN`));
      await pipeline(Readable.from(chunks(rows)), target);
    },
    transaction: (work) => work(bulk),
  };
  return bulk;
}

function copyStatement(table: string, columns: readonly string[]): string {
  return `COPY "${table}" (${columns.map((column) => `"${column}"`).join(', ')})`;
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
