import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { freshKeys } from '../../api/keys.js';
import { dropDatabasesOf } from './postgres.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of this run: the seeded dump is made there by the first file that needs it. */
    runDirectory: string;
    /** Root secrets of this run, as `loadKeys` reads them. */
    keys: string;
  }
}

/** Gives every test file of a run the same secrets and the same seeded data. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const runDirectory = await mkdtemp(join(tmpdir(), 'dinsos-test-'));
  provide('runDirectory', runDirectory);
  provide('keys', await freshKeys());
  return async () => {
    await dropDatabasesOf(runDirectory);
    await rm(runDirectory, { recursive: true, force: true });
  };
}
