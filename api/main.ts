import { openDatabase, type Database } from '../prisma/database.js';
import { createVault } from '../prisma/vault/vault.js';
import { createApp } from './app.js';
import { createAuthenticate, type KnownIssuer } from './auth/authenticate.js';
import { remoteIssuerKeys } from './auth/issuer-keys.js';
import { createSandboxIssuer, type SandboxIssuer } from './auth/sandbox-issuer.js';
import { AUDIENCE } from './auth/trusted-issuer.js';
import { checkKeys } from './check-keys.js';
import { createReceiptSigner } from './eligibility/receipt-signer.js';
import { readEnvironment, type Environment } from './environment.js';
import { serveExplorer } from './graphiql/serve-explorer.js';
import { describeFailure } from './describe-failure.js';
import { KeysError, loadKeys, type Keys } from './keys.js';
import { bufferedStdout, createLog, type Log } from './log.js';
import { newId } from './new-id.js';
import { prepareDatabase } from './prepare-database.js';
import { createServer, type DinsosServer } from './server.js';
import { stopOnSignal } from './stop-on-signal.js';
import { welcome } from './welcome.js';

const now = (): Date => new Date();

try {
  const environment = readEnvironment();
  const log = createLog(environment.logLevel, bufferedStdout());
  const keys = await loadKeys(environment.keys);
  const database = await openDatabase(environment.database);
  try {
    await serve(environment, keys, database, log);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}

async function serve(
  environment: Environment,
  keys: Keys,
  database: Database,
  log: Log,
): Promise<void> {
  const { profile } = environment;
  const vault = createVault(keys.vault);
  await prepareDatabase(database, vault, profile, log);
  await checkKeys(database.sql, vault);
  const receipts = await createReceiptSigner(keys.receipts);
  const sandbox = profile === 'production' ? null : await sandboxOf(environment, keys);
  const trusted = environment.issuers.map((issuer): KnownIssuer => ({
    issuer: issuer.issuer,
    audience: issuer.audience ?? AUDIENCE,
    keys: remoteIssuerKeys(issuer),
  }));
  const server: DinsosServer = createServer({
    app: createApp({ profile, database, vault, receipts, now, newId }),
    authenticate: createAuthenticate(
      [...trusted, ...(sandbox === null ? [] : [sandbox.known])],
      now,
    ),
    log,
    allowedHosts: environment.allowedHosts,
    sandbox,
    explorer: profile === 'production' ? null : serveExplorer(),
  });
  const url = await server.listen(environment.port, environment.host);
  stopOnSignal(server, database, log);
  log.info('listening', { url });
  if (sandbox !== null) process.stdout.write(await welcome(url, sandbox));
}

async function sandboxOf({ profile }: Environment, keys: Keys): Promise<SandboxIssuer> {
  if (keys.sandboxIssuer === null) {
    throw new KeysError('The keys have no sandboxIssuer, which this profile needs.');
  }
  return createSandboxIssuer(profile, keys.sandboxIssuer, now, newId);
}
