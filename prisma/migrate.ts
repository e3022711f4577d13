import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { openSchemaEngine, type SchemaEngine, type SchemaFile } from './schema-engine.js';

const HOME = fileURLToPath(new URL('.', import.meta.url));
const MIGRATIONS = join(HOME, 'migrations');
const NO_FILTER = { externalTables: [], externalEnums: [] };

type Factory = SqlMigrationAwareDriverAdapterFactory;
type MigrationList = Parameters<SchemaEngine['applyMigrations']>[0]['migrationsList'];

/** Applies what `prisma/migrations` holds and the database lacks. Returns the names applied. */
export async function applyMigrations(factory: Factory): Promise<string[]> {
  return withEngine(factory, async (engine, list) => {
    const { appliedMigrationNames } = await engine.applyMigrations({
      migrationsList: list,
      filters: NO_FILTER,
    });
    return appliedMigrationNames;
  });
}

/** The SQL that would bring the migrations up to the schema; empty when they agree. Uses the factory's shadow database. */
export async function migrationDrift(factory: Factory): Promise<string> {
  return withEngine(factory, async (engine, list, schema) => {
    const { stdout } = await engine.diff({
      from: { tag: 'migrations', ...list },
      to: { tag: 'schemaDatamodel', files: [...schema] },
      script: true,
      exitCode: null,
      filters: NO_FILTER,
    });
    const sql = (stdout ?? '').trim();
    return sql === '-- This is an empty migration.' ? '' : sql;
  });
}

/** The directory of the migration that comes next. */
export async function newMigrationDirectory(name: string): Promise<string> {
  const number = String((await migrationNames()).length + 1).padStart(4, '0');
  return join(MIGRATIONS, `${number}_${name}`);
}

/** The `.prisma` files of this folder, datasource first. */
async function readSchemaFiles(): Promise<SchemaFile[]> {
  const models = (await readdir(join(HOME, 'models'))).sort().map((file) => join('models', file));
  return Promise.all(
    ['schema.prisma', ...models].map(async (path) => ({
      path: join(HOME, path),
      content: await readFile(join(HOME, path), 'utf8'),
    })),
  );
}

/** Names of the migrations in `prisma/migrations`, in order. */
export async function migrationNames(): Promise<string[]> {
  const entries = await readdir(MIGRATIONS, { withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

async function withEngine<T>(
  factory: Factory,
  work: (engine: SchemaEngine, list: MigrationList, schema: SchemaFile[]) => Promise<T>,
): Promise<T> {
  const schema = await readSchemaFiles();
  const names = await migrationNames();
  const migrationDirectories = await Promise.all(
    names.map(async (path) => ({
      path,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(join(MIGRATIONS, path, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  const list: MigrationList = {
    baseDir: MIGRATIONS,
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories,
  };
  const engine = await openSchemaEngine(factory, schema);
  try {
    return await work(engine, list, schema);
  } finally {
    engine.free();
  }
}
