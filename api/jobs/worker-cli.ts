import { withClaims } from '../../prisma/claims.js';
import { openDatabase, type Database } from '../../prisma/database.js';
import { createVault } from '../../prisma/vault/vault.js';
import { WHOLE_REGISTRY } from '../access/whole-registry.js';
import { createApp } from '../app.js';
import { checkKeys } from '../check-keys.js';
import { demandRowSecurity } from '../demand-row-security.js';
import { describeFailure } from '../describe-failure.js';
import { createReceiptSigner } from '../eligibility/receipt-signer.js';
import { EnvironmentError, readEnvironment, type Environment } from '../environment.js';
import { loadKeys } from '../keys.js';
import { bufferedStdout, createLog } from '../log.js';
import { newId } from '../new-id.js';
import { prepareDatabase } from '../prepare-database.js';
import { createHeadSigner } from '../trail/head-signer.js';
import { createJobWorker } from './job-worker.js';

// `npm run worker`: decides jobs beside the servers, without listening. Needs PostgreSQL, which they share.
const now = (): Date => new Date();
const HOUR_MS = 3_600_000;

try {
  const environment = readEnvironment();
  if (!('url' in environment.database)) {
    throw new EnvironmentError(
      'DATABASE_URL: a worker of its own needs PostgreSQL; an embedded database has one process',
    );
  }
  const database = await openDatabase(environment.database);
  try {
    await work(environment, database);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}

async function work(environment: Environment, database: Database): Promise<void> {
  const { profile, treeHeadHours, issuerUrl } = environment;
  const log = createLog(environment.logLevel, bufferedStdout());
  const keys = await loadKeys(environment.keys);
  const vault = createVault(keys.vault);
  await prepareDatabase(database, vault, profile, log);
  await withClaims(WHOLE_REGISTRY, () => checkKeys(database.sql, vault));
  await demandRowSecurity(database, profile, log);
  const receipts = await createReceiptSigner(keys.receipts);
  const trail = { keys: createHeadSigner(keys.trail).keys, longestMs: treeHeadHours * HOUR_MS };
  const origin = (): string => issuerUrl ?? '';
  const app = createApp({ profile, database, vault, receipts, now, newId, trail, origin });
  const worker = createJobWorker({ app, log, loops: Math.max(1, environment.jobWorkers) });
  const stop = (signal: string): void => {
    log.info('stopping', { signal });
    void worker
      .stop()
      .then(() => database.close())
      .then(
        () => process.exit(0),
        () => process.exit(1),
      );
  };
  process.once('SIGTERM', () => stop('SIGTERM'));
  process.once('SIGINT', () => stop('SIGINT'));
  await worker.start();
  log.info('working');
}
