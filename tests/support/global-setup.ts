import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { createKeysFile } from '../../api/keys.js';
import { dropDatabasesOf } from './postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run alone; removed at its end. */
    runDirectory: string;
    /** Folder shared by runs over the same migrations, reference data and seed: the seeded dump is kept there. */
    seedDirectory: string;
    /** Root secrets that belong to the dump, as `loadKeys` reads them. */
    keys: string;
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const CACHE = join(ROOT, 'node_modules/.cache/dinsos-test');
/** What the seeded data is made from. */
const SOURCES = [
  ...['prisma/migrations', 'prisma/reference', 'prisma/seed', 'prisma/vault', 'api/values'],
  ...['api/eligibility/expand-rule-set.ts', 'api/eligibility/load-rule-sets.ts'],
  'tests/support/seeded-database.ts',
];
const KEPT = 3;

/** Gives every test file of a run the same secrets and the same seeded data. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const runDirectory = await mkdtemp(join(tmpdir(), 'dinsos-test-'));
  const seedDirectory = join(CACHE, await hashOfSources());
  const keysFile = join(seedDirectory, 'keys.json');
  await createKeysFile(keysFile);
  await removeOldSeeds();
  provide('runDirectory', runDirectory);
  provide('seedDirectory', seedDirectory);
  provide('keys', await readFile(keysFile, 'utf8'));
  return async () => {
    await dropDatabasesOf(runDirectory);
    await rm(runDirectory, { recursive: true, force: true });
  };
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesIn(join(ROOT, source))) {
      hash.update(`${file.slice(ROOT.length)}\0`).update(await readFile(file));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function filesIn(path: string): Promise<string[]> {
  if ((await stat(path)).isFile()) return [path];
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.parentPath.includes('generated'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

async function removeOldSeeds(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const seeds = await Promise.all(
    (await readdir(CACHE)).map(async (name) => {
      const information = await stat(join(CACHE, name)).catch(() => null);
      return { path: join(CACHE, name), at: information?.mtimeMs ?? 0 };
    }),
  );
  const old = seeds.sort((a, b) => b.at - a.at).slice(KEPT);
  await Promise.all(old.map(({ path }) => rm(path, { recursive: true, force: true })));
}
