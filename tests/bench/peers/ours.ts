/*
 * The whole server: token, rule table, limits, budgets and recording on; the budgets are too large for one client to use up.
 * BENCH_EMBEDDED=1 puts it on the embedded database. It decides jobs once it is told to, and on being told writes the
 * statements that it sends into a file.
 */
import { createApp } from '../../../api/app.js';
import { createAuthenticate } from '../../../api/auth/authenticate.js';
import { createSandboxIssuer } from '../../../api/auth/sandbox-issuer.js';
import { createReceiptSigner } from '../../../api/eligibility/receipt-signer.js';
import { loadKeys } from '../../../api/keys.js';
import { createJobWorker } from '../../../api/jobs/job-worker.js';
import { createLog } from '../../../api/log.js';
import { newId } from '../../../api/new-id.js';
import { createClientRegister } from '../../../api/oauth/client-register.js';
import { createServer } from '../../../api/server.js';
import { openDatabase } from '../../../prisma/database.js';
import { createVault } from '../../../prisma/vault/vault.js';
import { BENCH_DATA } from '../inputs.js';
import { captureStatements } from './shared/capture-statements.js';
import { announce, peerSetting, whenTold } from './shared/serve.js';

const now = (): Date => new Date();
const keys = await loadKeys({ file: `${BENCH_DATA}/keys.json`, createWhenMissing: false });
if (keys.sandboxIssuer === null) throw new Error('The bench keys have no sandbox issuer.');
const embedded = process.env['BENCH_EMBEDDED'] === '1';
const database = await openDatabase(
  embedded ? { directory: `${BENCH_DATA}/embedded/database` } : { url: peerSetting().databaseUrl },
);
const issuer = await createSandboxIssuer('sandbox', keys.sandboxIssuer, now, newId);
const app = createApp({
  profile: 'sandbox',
  database,
  vault: createVault(keys.vault),
  receipts: await createReceiptSigner(keys.receipts),
  now,
  newId,
  origin: () => 'http://localhost',
  limits: {
    partner: { pointsPerMinute: 2_000_000_000 },
    officer: { pointsPerMinute: 2_000_000_000, peoplePerDay: 1_000_000_000 },
  },
});
const log = createLog('info', { write: () => undefined });
const server = createServer({
  app,
  authenticate: createAuthenticate([issuer.known], now, {
    standing: createClientRegister(database.sql, 'sandbox', now),
  }),
  log,
  sandbox: issuer,
});
const url = await server.listen(0, '127.0.0.1');
const capture = process.env['BENCH_CAPTURES'] === '1' ? captureStatements() : null;
whenTold(async (told) => {
  if (told.capture !== undefined) await capture?.(told.capture);
  if (told.work === true) await createJobWorker({ app, log, loops: 2 }).start();
});
announce(Number(new URL(url).port));
