import { parseArgs } from 'node:util';
import { SingleBar, Presets } from 'cli-progress';
import { describeFailure } from '../../api/describe-failure.js';
import { readEnvironment } from '../../api/environment.js';
import { loadKeys, type Keys } from '../../api/keys.js';
import { openDatabase, type Database } from '../database.js';
import { createVault } from '../vault/vault.js';
import { bulkSql } from './bulk-sql.js';
import { seedSandboxClients } from './sandbox-clients.js';
import { seedSandboxPartners } from './sandbox-partners.js';
import { seedPersonas } from './seed-personas.js';
import { MOST_HOUSEHOLDS, seedPopulation, type SeedProgress } from './seed-population.js';
import { seedReference } from './seed-reference.js';

const USAGE = `usage: npm run seed -- [--households N] [--seed S] [--within CODE]

Fills the database that DATABASE_URL names, or the embedded one, with the reference data, the personas, the sandbox
partners and an invented population. What is there already stays.

  --households N   households the population shall have, 1 to ${MOST_HOUSEHOLDS} (default 1000)
  --seed S         which population: the same number gives the same people (default 1)
  --within CODE    the area in which all of them live, such as 32.05 (default the whole country)
`;

const options = readOptions();
const { keys, database } = await prepare().catch((error: Error) => fail(describeFailure(error)));
try {
  await run(database);
} catch (error) {
  // A database's own message may quote a row: its code is enough.
  const known = error instanceof RangeError || (error instanceof Error && !('code' in error));
  process.exitCode = 1;
  const text = known ? error.message : `Seeding failed (${String(codeOf(error))}).`;
  process.stderr.write(`${text}\n`);
} finally {
  await database.close();
}

async function prepare(): Promise<{ keys: Keys; database: Database }> {
  const environment = readEnvironment();
  if (environment.profile === 'production') {
    fail('Invented people are not written into production.');
  }
  const loaded = await loadKeys(environment.keys);
  return { keys: loaded, database: await openDatabase(environment.database) };
}

async function run(target: Database): Promise<void> {
  await target.migrate();
  const sql = bulkSql(target);
  const vault = createVault(keys.vault);
  await seedReference(sql);
  await seedSandboxPartners(sql);
  if (keys.sandboxIssuer !== null) await seedSandboxClients(sql, keys.sandboxIssuer);
  await seedPersonas(sql, vault);
  const started = Date.now();
  const report = createReport(options.households);
  const { households, rows } = await seedPopulation(sql, vault, {
    ...options,
    onProgress: (progress) => {
      report.show(progress);
    },
  });
  report.stop();
  const seconds = (Date.now() - started) / 1000;
  process.stdout.write(
    households === 0
      ? `The database holds these ${options.households} households already: nothing to add.\n`
      : `Added ${households} households, ${rows} rows in ${seconds.toFixed(1)} s.\n`,
  );
}

/** A bar for somebody who watches, otherwise a line every five seconds. */
function createReport(total: number): { show(progress: SeedProgress): void; stop(): void } {
  const started = Date.now();
  const rate = (rows: number): string =>
    `${Math.round((rows * 1000) / Math.max(1, Date.now() - started))} rows/s`;
  if (process.stdout.isTTY) {
    const bar = new SingleBar(
      { format: '{bar} {value}/{total} households | {rate} | {eta_formatted} left' },
      Presets.shades_classic,
    );
    bar.start(total, 0, { rate: '' });
    return {
      show: ({ phase, households, rows }) => {
        bar.update(households, { rate: phase === 'LOADING' ? rate(rows) : 'making the indexes' });
      },
      stop: () => {
        bar.stop();
      },
    };
  }
  let last = started;
  return {
    show: ({ phase, households, rows }) => {
      if (phase === 'LOADING' && Date.now() - last < 5_000) return;
      last = Date.now();
      const what = phase === 'LOADING' ? rate(rows) : `${rate(rows)}, making the indexes`;
      process.stdout.write(`${households}/${total} households, ${what}\n`);
    },
    stop: () => undefined,
  };
}

function readOptions(): { households: number; seed: number; within: string | null } {
  const { values } = parse();
  if (values.help) {
    process.stdout.write(USAGE);
    process.exit(0);
  }
  const households = wholeNumber(values.households);
  const seed = wholeNumber(values.seed);
  if (households === null || households < 1 || households > MOST_HOUSEHOLDS || seed === null) {
    return fail(USAGE, 2);
  }
  return { households, seed, within: values.within ?? null };
}

function parse() {
  try {
    return parseArgs({
      options: {
        households: { type: 'string', default: '1000' },
        seed: { type: 'string', default: '1' },
        within: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
  } catch {
    return fail(USAGE, 2);
  }
}

function wholeNumber(text: string): number | null {
  return /^\d{1,9}$/.test(text) ? Number(text) : null;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : 'unknown';
}

function fail(text: string, code = 1): never {
  process.stderr.write(text.endsWith('\n') ? text : `${text}\n`);
  process.exit(code);
}
