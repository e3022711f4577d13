import { migrationNames } from './migrate.js';
import type { Sql } from './sql.js';

const UNDEFINED_TABLE = '42P01';

/** Names of the migrations that the database lacks, without the cost of starting the schema engine. */
export async function pendingMigrations(sql: Sql): Promise<string[]> {
  const applied = new Set(await appliedMigrations(sql));
  return (await migrationNames()).filter((name) => !applied.has(name));
}

async function appliedMigrations(sql: Sql): Promise<string[]> {
  try {
    const rows = await sql.query<{ name: string }>(
      `SELECT migration_name AS name FROM _prisma_migrations
        WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL`,
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    if ((error as { code?: unknown }).code === UNDEFINED_TABLE) return [];
    throw error;
  }
}
