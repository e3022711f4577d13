import { Presets, SingleBar } from 'cli-progress';
import { openDatabase } from '../prisma/database.js';
import type { Sql } from '../prisma/sql.js';
import { asSteward } from '../prisma/vault/as-steward.js';
import { reindexVault } from '../prisma/vault/reindex-vault.js';
import { rotateVault, type RotationProgress } from '../prisma/vault/rotate-vault.js';
import { createVault, type Vault } from '../prisma/vault/vault.js';
import { describeFailure } from './describe-failure.js';
import { readVaultEnvironment } from './environment.js';
import { loadKeys } from './keys.js';

const USAGE = `usage: npm run vault:rotate [-- --batch N]   brings every sealed value under the current wrapping key, N (200) in a
                                             transaction; goes on where it was stopped
       npm run vault:reindex [-- --batch N]  brings every blind index under the newest layer of keys, while no server runs;
                                             goes on where it was stopped
       npm run vault:erase-again             after a restore: erases again whoever was erased since the backup
`;

const COMMANDS: Readonly<Record<string, (sql: Sql, vault: Vault) => Promise<boolean>>> = {
  async rotate(sql, vault) {
    const report = createReport();
    const { done, broken } = await rotateVault(sql, vault, {
      batch: readBatch(200),
      onProgress: report.show,
    });
    report.stop();
    process.stdout.write(`${done} value(s) were brought under the current wrapping key.\n`);
    for (const id of broken) process.stderr.write(`The sealed value of ${id} does not open.\n`);
    return broken.length === 0;
  },
  async reindex(sql, vault) {
    const report = createReport();
    await reindexVault(sql, vault, { batch: readBatch(1_000), onProgress: report.show });
    report.stop();
    process.stdout.write(`Every blind index is under layer ${vault.indexLayers()} of the keys.\n`);
    return true;
  },
  async 'erase-again'(sql) {
    const people = await asSteward(sql, async (inner) => {
      const [row] = await inner.query<{ people: number }>('SELECT erase_again() AS people');
      return row?.people ?? 0;
    });
    process.stdout.write(`${people} person(s) were erased again.\n`);
    return true;
  },
};

const command = COMMANDS[process.argv[2] ?? ''];
if (command === undefined) {
  process.stderr.write(USAGE);
  process.exit(2);
}
try {
  const environment = readVaultEnvironment();
  const keys = await loadKeys(environment.keys);
  const database = await openDatabase(environment.database);
  try {
    const isWhole = await command(database.sql, createVault(keys.vault));
    if (!isWhole) process.exitCode = 1;
  } finally {
    await database.close();
  }
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}

function readBatch(usual: number): number {
  const [, , , flag, number] = process.argv;
  if (flag === undefined) return usual;
  const batch = Number(number);
  if (flag === '--batch' && Number.isInteger(batch) && batch > 0 && batch <= 10_000) return batch;
  process.stderr.write(USAGE);
  process.exit(2);
}

/** A bar for somebody who watches, otherwise a line every five seconds. */
function createReport(): { show(progress: RotationProgress): void; stop(): void } {
  if (process.stdout.isTTY) {
    const bar = new SingleBar(
      { format: '{bar} {value}/{total} values | {eta_formatted} left' },
      Presets.shades_classic,
    );
    bar.start(1, 0);
    return {
      show: ({ done, total }) => {
        bar.setTotal(Math.max(total, done));
        bar.update(done);
      },
      stop: () => {
        bar.stop();
      },
    };
  }
  let last = Date.now();
  return {
    show: ({ done, total }) => {
      if (Date.now() - last < 5_000) return;
      last = Date.now();
      process.stdout.write(`${done}/${total} values\n`);
    },
    stop: () => undefined,
  };
}
