import { withClaims } from '../prisma/claims.js';
import { openDatabase, type Database } from '../prisma/database.js';
import { createVault } from '../prisma/vault/vault.js';
import { WHOLE_REGISTRY } from './access/whole-registry.js';
import { createApp } from './app.js';
import { createAuthenticate, type KnownIssuer } from './auth/authenticate.js';
import { createProofCheck } from './auth/proof-check.js';
import { createProofMemory } from './auth/proof-memory.js';
import { remoteIssuerKeys } from './auth/issuer-keys.js';
import { createSandboxIssuer, type SandboxIssuer } from './auth/sandbox-issuer.js';
import { AUDIENCE } from './auth/trusted-issuer.js';
import { checkKeys } from './check-keys.js';
import { createUseWriter } from './deprecations/use-writer.js';
import { demandRowSecurity } from './demand-row-security.js';
import { createReceiptSigner } from './eligibility/receipt-signer.js';
import type { Environment } from './environment.js';
import { serveExplorer } from './graphiql/serve-explorer.js';
import { createJobWorker } from './jobs/job-worker.js';
import { KeysError, type Keys } from './keys.js';
import type { Log } from './log.js';
import { newId } from './new-id.js';
import { createAuthorizationServer } from './oauth/authorization-server.js';
import { createClientRegister } from './oauth/client-register.js';
import { createPublicAddress } from './oauth/public-address.js';
import { prepareDatabase } from './prepare-database.js';
import { createProposalRounds } from './proposals/proposal-rounds.js';
import type { SandboxReset } from './http/sandbox-routes.js';
import { createServer, type DinsosServer } from './server.js';
import { createHeadSigner } from './trail/head-signer.js';
import { createSequencer } from './trail/sequencer.js';
import { followKeys } from './vault/follow-keys.js';
import { createDispatcher } from './webhooks/dispatcher.js';
import { createWebhookSigner } from './webhooks/webhook-signer.js';
import { welcome } from './welcome.js';

const now = (): Date => new Date();
const HOUR_MS = 3_600_000;

/** A server that listens, and all that works beside it. */
export interface Serving {
  readonly url: string;
  /**
   * Finishes what is in flight, ends the workers in their order (jobs; proposals; deliveries; counts; then the last entries of the trail get
   * their places) and closes the database. @returns false when something had to be cut off.
   */
  stop(): Promise<boolean>;
}

/** How to serve. */
export interface ServeOptions {
  readonly environment: Environment;
  readonly keys: Keys;
  readonly log: Log;
  /** Port to listen on; 0 = any free one. */
  readonly port: number;
  /** Makes the sandbox as new, where that can be done. */
  readonly reset: SandboxReset | null;
}

/** Opens the database, makes it current, and serves until it is stopped. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const database = await openDatabase(options.environment.database);
  try {
    return await serveFrom(database, options);
  } catch (error) {
    await database.close().catch(() => undefined);
    throw error;
  }
}

async function serveFrom(
  database: Database,
  { environment, keys, log, port, reset }: ServeOptions,
): Promise<Serving> {
  const { profile } = environment;
  const vault = createVault(keys.vault, followKeys(environment.keys, now));
  await prepareDatabase(database, vault, profile, log, keys.sandboxIssuer);
  await withClaims(WHOLE_REGISTRY, () => checkKeys(database.sql, vault));
  await demandRowSecurity(database, profile, log);
  const receipts = await createReceiptSigner(keys.receipts);
  const signer = createHeadSigner(keys.trail);
  const headsFile = environment.treeHeadsFile;
  const sequencer = createSequencer({ sql: database.sql, signer, now, log, headsFile });
  const trail = { keys: signer.keys, longestMs: environment.treeHeadHours * HOUR_MS };
  const sandbox = profile === 'production' ? null : await sandboxOf(environment, keys);
  const trusted = environment.issuers.map((issuer): KnownIssuer => ({
    issuer: issuer.issuer,
    audience: issuer.audience ?? AUDIENCE,
    keys: remoteIssuerKeys(issuer),
    dpop: issuer.dpop === true,
  }));
  const address = createPublicAddress(environment.issuerUrl);
  const origin = address.issuer;
  const webhookSigner = createWebhookSigner(keys.webhooks);
  const webhooks = { targets: environment.webhookTargets, keys: webhookSigner.keys };
  const app = createApp({
    ...{ profile, database, vault, receipts, now, newId, trail, webhooks, origin },
  });
  const dispatcher = createDispatcher({ app, signer: webhookSigner, log });
  const register = createClientRegister(database.sql, profile, now);
  const oauth = createAuthorizationServer({ app, keys: keys.oauth, address, register });
  const proofs = createProofCheck({ ...address, memory: createProofMemory(now), now });
  const server: DinsosServer = createServer({
    app,
    authenticate: createAuthenticate(
      [oauth.known, ...trusted, ...(sandbox === null ? [] : [sandbox.known])],
      now,
      { proofs, standing: register },
    ),
    oauth,
    log,
    allowedHosts: environment.allowedHosts,
    documents: environment.documents,
    documentsFolder: environment.documentsFolder,
    sandbox,
    reset,
    explorer: profile === 'production' ? null : serveExplorer(),
  });
  const url = await server.listen(port, environment.host);
  sequencer.start();
  dispatcher.start();
  const proposals = createProposalRounds({ app, log });
  proposals.start();
  const uses = createUseWriter(app, log);
  uses.start();
  const worker = createJobWorker({ app, log, loops: environment.jobWorkers });
  await worker.start();
  log.info('listening', { url });
  if (sandbox !== null) process.stdout.write(await welcome(url, sandbox));
  return {
    url,
    async stop() {
      const finished = await server.stop();
      for (const one of [worker, proposals, dispatcher, uses, sequencer]) await one.stop();
      await database.close();
      return finished;
    },
  };
}

async function sandboxOf({ profile }: Environment, keys: Keys): Promise<SandboxIssuer> {
  if (keys.sandboxIssuer === null) {
    throw new KeysError('The keys have no sandboxIssuer, which this profile needs.');
  }
  return createSandboxIssuer(profile, keys.sandboxIssuer, now, newId);
}
