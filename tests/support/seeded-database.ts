import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inject } from 'vitest';
import { loadKeys } from '../../api/keys.js';
import { openDatabase, type Database, type OnStatement } from '../../prisma/database.js';
import { bulkSql } from '../../prisma/seed/bulk-sql.js';
import { seedSandboxClients } from '../../prisma/seed/sandbox-clients.js';
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

/** The same data as a place that a server process can open, and how to be rid of it. */
export async function seededLocation(
  vault: Vault,
): Promise<{ env: Record<string, string>; remove: () => Promise<void> }> {
  if (TEST_DATABASE_URL !== undefined) {
    const name = await copyTemplate(inject('runDirectory'), vault);
    return { env: { DATABASE_URL: databaseUrl(name) }, remove: () => dropDatabase(name) };
  }
  return seededDirectory(vault);
}

/** The same data in a directory of the embedded database. */
export async function seededDirectory(
  vault: Vault,
): Promise<{ env: Record<string, string>; directory: string; remove: () => Promise<void> }> {
  const data = await mkdtemp(join(inject('runDirectory'), 'data-'));
  const directory = join(data, 'database');
  const dump = await seededDump(inject('seedDirectory'), vault);
  await (await openDatabase({ directory, dump })).close();
  const remove = () => rm(data, { recursive: true, force: true });
  return { env: { DINSOS_DATA: data }, directory, remove };
}

async function openEmbeddedCopy(
  seeds: string,
  vault: Vault,
  onStatement?: OnStatement,
): Promise<Database> {
  return openDatabase({ directory: null, dump: await seededDump(seeds, vault) }, onStatement);
}

async function seededDump(seeds: string, vault: Vault): Promise<Blob> {
  const file = await makeOnce(join(seeds, 'seeded.tar'), async (made) => {
    const database = await openDatabase({ directory: null });
    await fill(database, vault);
    if (!('session' in database.driver)) throw new Error('The embedded database is no PGlite.');
    const dump = await database.driver.session.pglite.dumpDataDir('none');
    await database.close();
    await writeFile(made, Buffer.from(await dump.arrayBuffer()));
  });
  return new Blob([await readFile(file)]);
}

async function openServerCopy(
  run: string,
  vault: Vault,
  onStatement?: OnStatement,
): Promise<Database> {
  const name = await copyTemplate(run, vault);
  const database = await openDatabase({ url: databaseUrl(name), poolSize: 4 }, onStatement);
  return {
    ...database,
    async close() {
      await database.close();
      await dropDatabase(name);
    },
  };
}

async function copyTemplate(run: string, vault: Vault): Promise<string> {
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
  return name;
}

async function fill(database: Database, vault: Vault): Promise<void> {
  await database.migrate();
  const sql = bulkSql(database);
  await seedReference(sql);
  await seedSandboxPartners(sql);
  const { sandboxIssuer } = await loadKeys({ json: inject('keys') });
  if (sandboxIssuer !== null) await seedSandboxClients(sql, sandboxIssuer);
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
