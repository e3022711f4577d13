import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { openDatabase, type Database, type OnStatement } from '../../prisma/database.js';
import { bulkSql } from '../../prisma/seed/bulk-sql.js';
import { seedSandboxPartners } from '../../prisma/seed/sandbox-partners.js';
import { seedPersonas } from '../../prisma/seed/seed-personas.js';
import { seedPopulation } from '../../prisma/seed/seed-population.js';
import { seedReference } from '../../prisma/seed/seed-reference.js';
import type { Vault } from '../../prisma/vault/vault.js';
import {
  createDatabase,
  databasePrefix,
  databaseUrl,
  dropDatabase,
  TEST_DATABASE_URL,
} from './postgres.js';

const HOUSEHOLDS = 60;
const LONGEST_MAKING_MS = 240_000;

/**
 * A database of its own for one test file, with reference data, personas and sixty invented households: in memory, or on
 * the server that TEST_DATABASE_URL names. Migrating and seeding is done once,
 * and again when what it is made from has changed.
 */
export async function openSeededDatabase(
  vault: Vault,
  onStatement?: OnStatement,
): Promise<Database> {
  return TEST_DATABASE_URL === undefined
    ? openEmbeddedCopy(inject('seedDirectory'), vault, onStatement)
    : openServerCopy(inject('runDirectory'), vault, onStatement);
}

async function openEmbeddedCopy(
  seeds: string,
  vault: Vault,
  onStatement?: OnStatement,
): Promise<Database> {
  const file = await makeOnce(join(seeds, 'seeded.tar'), async (made) => {
    const database = await openDatabase({ directory: null });
    await fill(database, vault);
    if (!('pglite' in database.driver)) throw new Error('The embedded database is no PGlite.');
    const dump = await database.driver.pglite.dumpDataDir('none');
    await database.close();
    await writeFile(made, Buffer.from(await dump.arrayBuffer()));
  });
  const dump = new Blob([await readFile(file)]);
  return openDatabase({ directory: null, dump }, onStatement);
}

async function openServerCopy(
  run: string,
  vault: Vault,
  onStatement?: OnStatement,
): Promise<Database> {
  const template = `${databasePrefix(run)}_template`;
  await makeOnce(join(run, 'template'), async (made) => {
    await createDatabase(template);
    const database = await openDatabase({ url: databaseUrl(template) });
    await fill(database, vault);
    await database.close();
    await writeFile(made, template);
  });
  const name = `${databasePrefix(run)}_${randomUUID().slice(0, 8)}`;
  await createDatabase(name, template);
  const database = await openDatabase({ url: databaseUrl(name), poolSize: 4 }, onStatement);
  return {
    ...database,
    async close() {
      await database.close();
      await dropDatabase(name);
    },
  };
}

async function fill(database: Database, vault: Vault): Promise<void> {
  await database.migrate();
  const sql = bulkSql(database);
  await seedReference(sql);
  await seedSandboxPartners(sql);
  await seedPersonas(sql, vault);
  await seedPopulation(sql, vault, { households: HOUSEHOLDS, seed: 1 });
}

/** Lets the first caller of all processes make `file`; the others wait for it. A maker that died is replaced. */
async function makeOnce(file: string, make: (made: string) => Promise<void>): Promise<string> {
  const making = `${file}.making`;
  for (;;) {
    if ((await stat(file).catch(() => null)) !== null) return file;
    if (await claim(making)) {
      const made = `${file}.${process.pid}`;
      await make(made);
      await rename(made, file);
      await rm(making, { recursive: true, force: true });
      return file;
    }
    await sleep(200);
  }
}

async function claim(making: string): Promise<boolean> {
  const holder = await stat(making).catch(() => null);
  if (holder !== null && Date.now() - holder.mtimeMs > LONGEST_MAKING_MS) {
    await rm(making, { recursive: true, force: true });
  }
  return mkdir(making).then(
    () => true,
    () => false,
  );
}
