import type { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { embeddedAdapter, openEmbedded } from './embedded.js';
import { PrismaClient } from './generated/client.js';
import { applyMigrations, migrationDrift } from './migrate.js';
import { embeddedSql, serverSql, serverTypes, type Sql } from './sql.js';
import { withWholeScripts } from './whole-scripts.js';

/** One language over both databases: Prisma for the object graph, {@link Sql} for what one statement does better. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  readonly prisma: PrismaClient;
  readonly sql: Sql;
  /** For bulk loading only: the driver underneath. */
  readonly driver: { readonly pglite: PGlite } | { readonly pool: pg.Pool };
  /** Applies pending migrations and returns their names. */
  migrate(): Promise<string[]>;
  /** SQL by which schema and migrations differ; empty = none. */
  drift(): Promise<string>;
  close(): Promise<void>;
}

/** Where the data is: a PostgreSQL URL, or a directory for the embedded database (null = in memory). */
export type DatabaseLocation =
  | { readonly url: string; readonly poolSize?: number }
  | { readonly directory: string | null; readonly dump?: Blob };

/** Statement observer for tests that count statements. */
export type OnStatement = (text: string) => void;

const SERVER_LIMITS = {
  connectionTimeoutMillis: 1_000,
  statement_timeout: 30_000,
  query_timeout: 35_000,
  idle_in_transaction_session_timeout: 5_000,
  keepAlive: true,
} as const;

/** Opens a database; nothing is migrated or seeded by it. @throws DirectoryLockedError */
export async function openDatabase(
  location: DatabaseLocation,
  onStatement?: OnStatement,
): Promise<Database> {
  return 'url' in location
    ? openServer(location.url, location.poolSize ?? 8, onStatement)
    : openEmbeddedDatabase(location.directory, location.dump, onStatement);
}

async function openEmbeddedDatabase(
  directory: string | null,
  dump?: Blob,
  onStatement?: OnStatement,
): Promise<Database> {
  const { pglite, close } = await openEmbedded(directory, dump);
  const adapter = embeddedAdapter(pglite);
  const prisma = observed(new PrismaClient(clientOptions(adapter)), onStatement);
  return {
    kind: 'embedded',
    prisma,
    sql: observedSql(embeddedSql(pglite), onStatement),
    driver: { pglite },
    async migrate() {
      const applied = await applyMigrations(adapter);
      // PGlite learns the array types of a database when it opens it; those of new enums it has to be told to look for.
      if (applied.length > 0) await pglite.refreshArrayTypes();
      return applied;
    },
    drift: () => migrationDrift(adapter),
    async close() {
      await prisma.$disconnect();
      await close();
    },
  };
}

async function openServer(url: string, max: number, onStatement?: OnStatement): Promise<Database> {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types: serverTypes(pg.types),
    options: '-c jit=off',
    ...SERVER_LIMITS,
  });
  pool.on('error', () => undefined);
  const adapter = new PrismaPg(
    { connectionString: url, max, options: '-c jit=off', ...SERVER_LIMITS },
    { statementNameGenerator: boundedStatementNames() },
  );
  const migrations: SqlMigrationAwareDriverAdapterFactory = {
    provider: adapter.provider,
    adapterName: adapter.adapterName,
    connect: async () => withWholeScripts(await adapter.connect(), (script) => pool.query(script)),
    connectToShadowDb: () => adapter.connectToShadowDb(),
  };
  const prisma = observed(new PrismaClient(clientOptions(adapter)), onStatement);
  return {
    kind: 'server',
    prisma,
    sql: observedSql(serverSql(pool), onStatement),
    driver: { pool },
    migrate: () => applyMigrations(migrations),
    drift: () => migrationDrift(migrations),
    async close() {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}

function clientOptions<A>(adapter: A): {
  adapter: A;
  errorFormat: 'minimal';
  log: { emit: 'event'; level: 'query' }[];
} {
  return { adapter, errorFormat: 'minimal', log: [{ emit: 'event', level: 'query' }] };
}

function observed<
  C extends { $on(event: 'query', listener: (e: { query: string }) => void): unknown },
>(client: C, onStatement?: OnStatement): C {
  if (onStatement !== undefined) client.$on('query', ({ query }) => onStatement(query));
  return client;
}

function observedSql(sql: Sql, onStatement?: OnStatement): Sql {
  if (onStatement === undefined) return sql;
  return {
    query: (text, params, name) => {
      onStatement(text);
      return sql.query(text, params, name);
    },
    transaction: (work) => sql.transaction((inner) => work(observedSql(inner, onStatement))),
  };
}

/** Names for Prisma's statements, so PostgreSQL plans them once a connection; bounded, or backends grow. */
function boundedStatementNames(limit = 200): (query: { sql: string }) => string {
  const names = new Map<string, string>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined) return known;
    if (names.size >= limit) return '';
    const name = `p${names.size}`;
    names.set(sql, name);
    return name;
  };
}
