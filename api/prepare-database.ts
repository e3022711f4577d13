import { withClaims } from '../prisma/claims.js';
import type { JWK } from 'jose';
import type { Database } from '../prisma/database.js';
import { pendingMigrations } from '../prisma/pending-migrations.js';
import { bulkSql, type BulkSql } from '../prisma/seed/bulk-sql.js';
import { seedSandboxClients } from '../prisma/seed/sandbox-clients.js';
import { seedSandboxPartners } from '../prisma/seed/sandbox-partners.js';
import { seedPersonas } from '../prisma/seed/seed-personas.js';
import { seedPopulation } from '../prisma/seed/seed-population.js';
import { seedReference } from '../prisma/seed/seed-reference.js';
import type { Vault } from '../prisma/vault/vault.js';
import { WHOLE_REGISTRY } from './access/whole-registry.js';
import type { Profile } from './app.js';
import { DatabaseNotReadyError } from './database-not-ready-error.js';
import type { Log } from './log.js';

const HOUSEHOLDS = 200;

/**
 * Makes an embedded database current and, except in production, full of invented people; of a server it only demands that
 * somebody has done so.
 *
 * @throws DatabaseNotReadyError
 */
export async function prepareDatabase(
  database: Database,
  vault: Vault,
  profile: Profile,
  log: Log,
  sandboxIssuer: JWK | null = null,
): Promise<void> {
  const pending = await pendingMigrations(database.as('login').sql);
  if (database.kind === 'server') {
    if (pending.length > 0) {
      throw new DatabaseNotReadyError(
        `The database lacks ${pending.length} migration(s): run \`npm run migrate\` first.`,
      );
    }
    await demandData(database, profile);
    return;
  }
  if (pending.length > 0) log.info('migrated', { names: await database.migrate() });
  const sql = bulkSql(database);
  if (!(await hasRows(sql, 'program'))) await seedReference(sql);
  if (profile === 'production') return;
  if (!(await hasRows(sql, 'partner'))) await fill(sql, vault, log);
  if (sandboxIssuer !== null) await seedSandboxClients(sql, sandboxIssuer);
}

async function fill(sql: BulkSql, vault: Vault, log: Log): Promise<void> {
  // Partners come last, in one transaction: where they are, a start that was killed did not leave the rest half done.
  await seedReference(sql);
  await seedPersonas(sql, vault);
  await seedPopulation(sql, vault, { households: HOUSEHOLDS, seed: 1 });
  await seedSandboxPartners(sql);
  log.info('seeded', { count: HOUSEHOLDS });
}

async function demandData({ sql }: Database, profile: Profile): Promise<void> {
  const table = profile === 'production' ? 'program' : 'household';
  if (await withClaims(WHOLE_REGISTRY, () => hasRows(sql, table))) return;
  const command = profile === 'production' ? 'npm run migrate' : 'npm run seed';
  throw new DatabaseNotReadyError(`The database is empty: run \`${command}\` first.`);
}

/** `table` is a name from this file. */
async function hasRows(
  sql: Pick<BulkSql, 'query'>,
  table: 'program' | 'partner' | 'household',
): Promise<boolean> {
  return (await sql.query(`SELECT 1 FROM ${table} LIMIT 1`)).length > 0;
}
