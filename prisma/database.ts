import { PrismaPg } from '@prisma/adapter-pg';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { batchByCaller } from './caller-batches.js';
import { ClaimsPool } from './claims-pool.js';
import type { DatabaseRole } from './database-role.js';
import type { EmbeddedSession } from './embedded-session.js';
import { embeddedAdapter, openEmbedded } from './embedded.js';
import { PrismaClient } from './generated/client.js';
import { applyMigrations, migrationDrift } from './migrate.js';
import { embeddedSql, serverSql, serverTypes, type Sql } from './sql.js';
import { withWholeScripts } from './whole-scripts.js';

/** The database as one role works with it: Prisma for the object graph, {@link Sql} for what one statement does better. */
export interface DatabaseFace {
  readonly prisma: PrismaClient;
  readonly sql: Sql;
}

/** One language over both databases. Its own face is the server's: every statement runs as `dinsos_app` and as the caller. */
export interface Database extends DatabaseFace {
  readonly kind: 'embedded' | 'server';
  /** The same database as another role works with it. */
  as(role: DatabaseRole): DatabaseFace;
  /** For bulk loading only: the driver underneath, on the server as `dinsos_steward`. */
  readonly driver: { readonly session: EmbeddedSession } | { readonly pool: pg.Pool };
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
  const { session, close } = await openEmbedded(directory, dump);
  const faces = facesOf((role) => ({
    prisma: clientOf(embeddedAdapter(session, role), onStatement),
    sql: observedSql(embeddedSql(session, role), onStatement),
    close: () => Promise.resolve(),
  }));
  const migrations = embeddedAdapter(session, 'login');
  const { prisma, sql } = faces.as('dinsos_app');
  return {
    ...{ kind: 'embedded', prisma, sql },
    as: faces.as,
    driver: { session },
    async migrate() {
      const applied = await applyMigrations(migrations);
      // PGlite learns the array types of a database when it opens it; those of new enums it has to be told to look for.
      if (applied.length > 0) await session.run('login', (pglite) => pglite.refreshArrayTypes());
      return applied;
    },
    drift: () => migrationDrift(migrations),
    async close() {
      await faces.close();
      await close();
    },
  };
}

async function openServer(url: string, max: number, onStatement?: OnStatement): Promise<Database> {
  const faces = facesOf((role) => {
    const config = poolConfig(url, max, role);
    const Pool = role === 'dinsos_app' ? ClaimsPool : pg.Pool;
    const pool = new Pool({ ...config, types: serverTypes(pg.types) });
    const graph = new Pool(config);
    for (const one of [pool, graph]) one.on('error', () => undefined);
    const adapter = new PrismaPg(graph, { statementNameGenerator: boundedStatementNames() });
    return {
      prisma: clientOf(adapter, onStatement),
      sql: observedSql(serverSql(pool), onStatement),
      pool,
      close: async () => void (await Promise.all([pool.end(), graph.end()])),
    };
  });
  const owner = new PrismaPg(poolConfig(url, max, 'login'));
  const migrations: SqlMigrationAwareDriverAdapterFactory = {
    provider: owner.provider,
    adapterName: owner.adapterName,
    connect: async () =>
      withWholeScripts(await owner.connect(), (script) => faces.as('login').pool.query(script)),
    connectToShadowDb: () => owner.connectToShadowDb(),
  };
  const { prisma, sql } = faces.as('dinsos_app');
  return {
    ...{ kind: 'server', prisma, sql },
    as: faces.as,
    driver: {
      get pool() {
        return faces.as('dinsos_steward').pool;
      },
    },
    migrate: () => applyMigrations(migrations),
    drift: () => migrationDrift(migrations),
    close: faces.close,
  };
}

/**
 * How a role connects: it is the role from the first statement on, and what resets the session gives the same role. Options of
 * the URL would replace ours, so they are taken out of it and stand before them.
 */
function poolConfig(url: string, max: number, role: DatabaseRole): pg.PoolConfig {
  const location = new URL(url);
  const given = location.searchParams.get('options') ?? '';
  location.searchParams.delete('options');
  const options = `${given} -c jit=off${role === 'login' ? '' : ` -c role=${role}`}`.trim();
  return { connectionString: location.href, max, options, ...SERVER_LIMITS };
}

/** One face a role, made when it is first asked for, and all closed together. */
function facesOf<Face extends DatabaseFace & { close(): Promise<void> }>(
  open: (role: DatabaseRole) => Face,
): { as(role: DatabaseRole): Face; close(): Promise<void> } {
  const made = new Map<DatabaseRole, Face>();
  return {
    as(role) {
      let face = made.get(role);
      if (face === undefined) made.set(role, (face = open(role)));
      return face;
    },
    async close() {
      for (const face of made.values()) {
        await face.prisma.$disconnect();
        await face.close();
      }
    },
  };
}

function clientOf(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  onStatement?: OnStatement,
): PrismaClient {
  const client = new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    log: [{ emit: 'event', level: 'query' }],
  });
  batchByCaller(client);
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
