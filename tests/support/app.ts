import type { GraphQLSchema } from 'graphql';
import { inject } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { createApp, type App, type AppParts, type Profile } from '../../api/app.js';
import {
  createAuthenticate,
  type Authenticate,
  type KnownIssuer,
} from '../../api/auth/authenticate.js';
import { createProofCheck } from '../../api/auth/proof-check.js';
import { createProofMemory } from '../../api/auth/proof-memory.js';
import type { Principal } from '../../api/auth/principal.js';
import { createSandboxIssuer } from '../../api/auth/sandbox-issuer.js';
import { findSandboxPersona } from '../../api/auth/sandbox-personas.js';
import type { CostExtension } from '../../api/budgets/settle-meter.js';
import { createReceiptSigner, type ReceiptSigner } from '../../api/eligibility/receipt-signer.js';
import type { DocumentRung } from '../../api/http/find-document.js';
import type { BudgetLimits } from '../../api/budgets/limits.js';
import type { OverloadLimits } from '../../api/http/overload.js';
import type { ServeExplorer } from '../../api/http/request-listener.js';
import { loadKeys, type Keys } from '../../api/keys.js';
import { createLog } from '../../api/log.js';
import { createAuthorizationServer } from '../../api/oauth/authorization-server.js';
import { createClientRegister } from '../../api/oauth/client-register.js';
import { createPublicAddress } from '../../api/oauth/public-address.js';
import { createServer, type DinsosServer } from '../../api/server.js';
import type { Database } from '../../prisma/database.js';
import { createVault } from '../../prisma/vault/vault.js';
import { handsOn, serverSide } from './hands.js';
import { openSeededDatabase } from './seeded-database.js';

/** The day and hour on which tests happen: 2026-11-01, ten in the morning in Jakarta. */
export const TEST_NOW = new Date('2026-11-01T03:00:00Z');

/** A test and its server share one event loop, which the test itself may hold up. */
const NO_SHEDDING: OverloadLimits = { inFlight: 10_000, delayMs: 600_000 };

/** What a test may choose; everything has a default. */
export interface TestAppOptions {
  readonly profile?: Profile;
  /** Instead of the registry's own, for tests of the server around it. */
  readonly schema?: GraphQLSchema;
  /** Everybody who calls is this one, with or without a token. */
  readonly principal?: Principal;
  /** Instead of the sandbox's tokens, for many callers of one server. */
  readonly authenticate?: Authenticate;
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly receipts?: ReceiptSigner;
  /** Instead of a seeded one, for tests that need none of its data. */
  readonly database?: Database;
  readonly explorer?: ServeExplorer;
  readonly overload?: OverloadLimits;
  readonly documents?: DocumentRung;
  readonly documentsFolder?: string;
  /** Public origin of the server; where it listens when absent. */
  readonly issuerUrl?: string;
  /** Keys of the authorization server, for tests that rotate them. */
  readonly oauthKeys?: Keys['oauth'];
  /** Issuers to trust beside the server's own and the sandbox. */
  readonly issuers?: readonly KnownIssuer[];
  readonly limits?: BudgetLimits;
  readonly trail?: AppParts['trail'];
  readonly webhooks?: AppParts['webhooks'];
}

/** A GraphQL answer as a test sees it. */
export interface TestAnswer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Data | null;
  readonly extensions?: { readonly cost?: CostExtension };
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: {
      readonly code: string;
      readonly requestId: string;
      readonly retryAfterMs?: number;
    };
  }[];
}

/** The whole server in this process, on a loopback port of its own. */
export interface TestApp {
  /** Of it, the database is as the test handles it: every row, whoever asks. */
  readonly app: App;
  readonly server: DinsosServer;
  readonly url: string;
  /** Log lines so far. */
  readonly logs: readonly string[];
  /** `fetch` to this server; a path will do. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** An access token of a sandbox persona. */
  tokenFor(persona: string): Promise<string>;
  /** Asks as a persona, or without a token when none is named. */
  graphql<Data = Record<string, unknown>>(
    document: string,
    variables?: object,
    persona?: string,
  ): Promise<TestAnswer<Data>>;
  /** SQL statements since the last call. */
  statements(): string[];
  close(): Promise<void>;
}

/** Starts a server for one test file. Close it in `afterAll`. */
export async function createTestApp(options: TestAppOptions = {}): Promise<TestApp> {
  const keys = await loadKeys({ json: inject('keys') });
  const now = options.now ?? (() => TEST_NOW);
  const newId = options.newId ?? (() => uuidv7());
  const vault = createVault(keys.vault);
  let seen: string[] = [];
  const database = serverSide(
    options.database ?? (await openSeededDatabase(vault, (text) => void seen.push(text))),
  );
  const receipts = options.receipts ?? (await createReceiptSigner(keys.receipts));
  const profile = options.profile ?? 'development';
  const address = createPublicAddress(options.issuerUrl ?? null);
  const app = createApp({
    origin: address.issuer,
    ...{ profile, database, vault, receipts, now, newId, limits: options.limits },
    ...(options.trail === undefined ? {} : { trail: options.trail }),
    webhooks: options.webhooks,
  });
  if (keys.sandboxIssuer === null) throw new Error('The test keys have no sandbox issuer.');
  const issuer = await createSandboxIssuer('sandbox', keys.sandboxIssuer, now, newId);
  const logs: string[] = [];
  const register = createClientRegister(database.sql, profile, now);
  const oauth = createAuthorizationServer({
    app,
    keys: options.oauthKeys ?? keys.oauth,
    address,
    register,
  });
  const issuers = [oauth.known, issuer.known, ...(options.issuers ?? [])];
  const proofs = createProofCheck({ ...address, memory: createProofMemory(now), now });
  // A database that holds nothing knows no partner: there, tokens alone decide.
  const standing = 'prisma' in database ? { standing: register } : {};
  const authenticate = createAuthenticate(issuers, now, { proofs, ...standing });
  const server = createServer({
    app,
    ...(options.schema === undefined ? {} : { schema: options.schema }),
    authenticate: options.authenticate ?? authenticateAs(options.principal, authenticate),
    log: createLog('debug', { write: (line) => void logs.push(line) }),
    oauth,
    sandbox: issuer,
    explorer: options.explorer ?? null,
    overload: options.overload ?? NO_SHEDDING,
    documents: options.documents ?? 'any',
    documentsFolder: options.documentsFolder ?? null,
  });
  // A test holds up the event loop of its own server, which would close connections that are about to be used again.
  server.http.keepAliveTimeout = 120_000;
  const url = await server.listen(0, '127.0.0.1');
  const tokenFor = async (id: string) => {
    const persona = findSandboxPersona(id);
    if (persona === null) throw new Error(`There is no persona ${id}.`);
    return issuer.issue(persona);
  };
  const fetchHere = (path: string, init?: RequestInit) => fetch(new URL(path, url), init);
  return {
    // A database that is none has no roles either.
    app: 'as' in database ? { ...app, database: handsOn(database) } : app,
    server,
    url,
    logs,
    fetch: fetchHere,
    tokenFor,
    async graphql<Data>(document: string, variables: object = {}, persona?: string) {
      const token = persona === undefined ? null : await tokenFor(persona);
      const response = await fetchHere('/graphql', {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        },
        body: JSON.stringify({ query: document, variables }),
      });
      const answer = (await response.json()) as Pick<
        TestAnswer<Data>,
        'data' | 'errors' | 'extensions'
      >;
      return { ...answer, status: response.status, headers: response.headers };
    },
    statements() {
      const list = seen;
      seen = [];
      return list;
    },
    async close() {
      await server.stop({ noticeMs: 0, deadlineMs: 2_000 });
      if (options.database === undefined) await database.close();
    },
  };
}

function authenticateAs(principal: Principal | undefined, real: Authenticate): Authenticate {
  return principal === undefined ? real : () => Promise.resolve(principal);
}
