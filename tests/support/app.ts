import type { GraphQLSchema } from 'graphql';
import { inject } from 'vitest';
import { v7 as uuidv7 } from 'uuid';
import { createApp, type App, type Profile } from '../../api/app.js';
import { createAuthenticate, type Authenticate } from '../../api/auth/authenticate.js';
import type { Principal } from '../../api/auth/principal.js';
import { createSandboxIssuer } from '../../api/auth/sandbox-issuer.js';
import { findSandboxPersona } from '../../api/auth/sandbox-personas.js';
import { createReceiptSigner, type ReceiptSigner } from '../../api/eligibility/receipt-signer.js';
import type { OverloadLimits } from '../../api/http/overload.js';
import type { ServeExplorer } from '../../api/http/request-listener.js';
import { loadKeys } from '../../api/keys.js';
import { createLog } from '../../api/log.js';
import { createServer, type DinsosServer } from '../../api/server.js';
import type { Database } from '../../prisma/database.js';
import { createVault } from '../../prisma/vault/vault.js';
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
  readonly now?: () => Date;
  readonly newId?: () => string;
  readonly receipts?: ReceiptSigner;
  /** Instead of a seeded one, for tests that need none of its data. */
  readonly database?: Database;
  readonly explorer?: ServeExplorer;
  readonly overload?: OverloadLimits;
}

/** A GraphQL answer as a test sees it. */
export interface TestAnswer<Data = Record<string, unknown>> {
  readonly status: number;
  readonly headers: Headers;
  readonly data?: Data | null;
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
  const database =
    options.database ?? (await openSeededDatabase(vault, (text) => void seen.push(text)));
  const receipts = options.receipts ?? (await createReceiptSigner(keys.receipts));
  const profile = options.profile ?? 'development';
  const app = createApp({ profile, database, vault, receipts, now, newId });
  if (keys.sandboxIssuer === null) throw new Error('The test keys have no sandbox issuer.');
  const issuer = await createSandboxIssuer('sandbox', keys.sandboxIssuer, now, newId);
  const logs: string[] = [];
  const server = createServer({
    app,
    ...(options.schema === undefined ? {} : { schema: options.schema }),
    authenticate: authenticateAs(options.principal, createAuthenticate([issuer.known], now)),
    log: createLog('debug', { write: (line) => void logs.push(line) }),
    sandbox: issuer,
    explorer: options.explorer ?? null,
    overload: options.overload ?? NO_SHEDDING,
  });
  const url = await server.listen(0, '127.0.0.1');
  const tokenFor = async (id: string) => {
    const persona = findSandboxPersona(id);
    if (persona === null) throw new Error(`There is no persona ${id}.`);
    return issuer.issue(persona);
  };
  const fetchHere = (path: string, init?: RequestInit) => fetch(new URL(path, url), init);
  return {
    app,
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
      const answer = (await response.json()) as Pick<TestAnswer<Data>, 'data' | 'errors'>;
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
