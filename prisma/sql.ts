import type { PGlite, Transaction } from '@electric-sql/pglite';
import type pg from 'pg';
import type { DatabaseRole } from './database-role.js';
import type { EmbeddedSession } from './embedded-session.js';

/**
 * Hand-written SQL, the same on both databases. Calendar dates and instants come as text exactly as the statement casts
 * them; int8 comes as bigint; bytea as Uint8Array; json parsed.
 */
export interface Sql {
  /** Runs one statement. `name` prepares it once a connection where the database can. */
  query<Row extends object>(
    text: string,
    params?: readonly unknown[],
    name?: string,
  ): Promise<Row[]>;
  /** Runs `work` in one transaction: all or nothing. Never use the outer `Sql` inside it. */
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
}

const DATE = 1082;
const INT8 = 20;
const TIMESTAMPTZ = 1184;
const asText = (value: string): string => value;

const PGLITE_PARSERS = { [DATE]: asText, [INT8]: BigInt, [TIMESTAMPTZ]: asText };

/** `Sql` over PGlite, under a role. */
export function embeddedSql(session: EmbeddedSession, role: DatabaseRole): Sql {
  return {
    query: <Row extends object>(text: string, params?: readonly unknown[]) =>
      session.run(role, (pglite) => ask<Row>(pglite, text, params)),
    transaction: (work) =>
      session.run(role, (pglite) => pglite.transaction((inner) => work(transactionSql(inner)))),
  };
}

/** `Sql` inside a transaction of PGlite. */
export function transactionSql(transaction: Transaction): Sql {
  const sql: Sql = {
    query: <Row extends object>(text: string, params?: readonly unknown[]) =>
      ask<Row>(transaction, text, params),
    transaction: (work) => work(sql),
  };
  return sql;
}

async function ask<Row extends object>(
  client: PGlite | Transaction,
  text: string,
  params: readonly unknown[] = [],
): Promise<Row[]> {
  const { rows } = await client.query<Row>(text, [...params], { parsers: PGLITE_PARSERS });
  return rows;
}

/** Type parsers that `pg` needs for the same shapes as PGlite gives. */
export function serverTypes(defaults: typeof pg.types): pg.CustomTypesConfig {
  return {
    getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
      if (oid === DATE || oid === TIMESTAMPTZ) return asText;
      if (oid === INT8) return BigInt;
      return defaults.getTypeParser(oid, format) as (text: string) => unknown;
    }) as pg.CustomTypesConfig['getTypeParser'],
  };
}

/** `Sql` over a pool of PostgreSQL connections. */
export function serverSql(pool: pg.Pool): Sql {
  return {
    query: <Row extends object>(text: string, params?: readonly unknown[], name?: string) =>
      run<Row>(pool, text, params, name),
    async transaction(work) {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query('BEGIN');
        const result = await work(clientSql(client));
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
}

function clientSql(client: pg.PoolClient): Sql {
  const sql: Sql = {
    query: <Row extends object>(text: string, params?: readonly unknown[], name?: string) =>
      run<Row>(client, text, params, name),
    transaction: (work) => work(sql),
  };
  return sql;
}

async function run<Row extends object>(
  client: pg.Pool | pg.PoolClient,
  text: string,
  params: readonly unknown[] = [],
  name?: string,
): Promise<Row[]> {
  const { rows } = await client.query<Row>({
    text,
    values: [...params],
    ...(name === undefined ? {} : { name }),
  });
  return rows;
}
