import { createServer as createHttpServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { GraphQLSchema } from 'graphql';
import type { App } from './app.js';
import type { Authenticate } from './auth/authenticate.js';
import type { SandboxIssuer } from './auth/sandbox-issuer.js';
import { createYoga } from './http/create-yoga.js';
import { createOverloadGate, type OverloadLimits } from './http/overload.js';
import type { DocumentRung } from './http/find-document.js';
import { createRequestListener, type ServeExplorer } from './http/request-listener.js';
import type { SandboxReset } from './http/sandbox-routes.js';
import { createEventStreams } from './http/send-events.js';
import { createLane } from './lane/create-lane.js';
import type { Log } from './log.js';
import type { AuthorizationServer } from './oauth/authorization-server.js';
import { schema as registrySchema } from '../schema/index.js';
import { readRegisteredOperations } from './registered-operations.js';

/** Parts of which a server is made. */
export interface ServerOptions {
  readonly app: App;
  /** Instead of the registry's own, for tests of the server around it. */
  readonly schema?: GraphQLSchema;
  readonly authenticate: Authenticate;
  readonly log: Log;
  readonly allowedHosts?: readonly string[];
  /** Which documents are answered; any, where absent. */
  readonly documents?: DocumentRung;
  /** Folder of documents that are registered besides those of the SDK. */
  readonly documentsFolder?: string | null;
  /** Gives tokens to partners' clients; absent = other issuers do. */
  readonly oauth?: AuthorizationServer | null;
  /** Ignored in production. */
  readonly sandbox?: SandboxIssuer | null;
  /** Makes the sandbox as new; ignored in production. */
  readonly reset?: SandboxReset | null;
  /** Ignored in production. */
  readonly explorer?: ServeExplorer | null;
  readonly overload?: OverloadLimits;
}

/** A server that is not yet, or no longer, listening. */
export interface DinsosServer {
  readonly http: Server;
  /** Starts to listen; port 0 = any free one. Returns its URL. */
  listen(port: number, host: string): Promise<string>;
  /**
   * Turns not ready, waits a moment for load balancers to see it, takes no new connections, finishes what is in flight.
   *
   * @returns false when something was still in flight at the deadline and was cut off.
   */
  stop(options?: { noticeMs?: number; deadlineMs?: number }): Promise<boolean>;
}

const TIMEOUTS = {
  headersTimeout: 5_000,
  // See limitBodyTime: an upload may take longer than any other request.
  requestTimeout: 0,
  keepAliveTimeout: 5_000,
  connectionsCheckingInterval: 500,
  maxHeaderSize: 16_384,
} as const;
const MAX_CONNECTIONS = 2_000;
const OVERLOAD = {
  embedded: { inFlight: 512, delayMs: 2_000 },
  server: { inFlight: 512, delayMs: 200 },
} as const;

/** Builds the server: `node:http` in front, everything else behind {@link createRequestListener}. */
export function createServer(options: ServerOptions): DinsosServer {
  const { app, schema = registrySchema, authenticate, log } = options;
  const open = app.profile !== 'production';
  const registered = readRegisteredOperations(options.documentsFolder);
  const gate = createOverloadGate(options.overload ?? OVERLOAD[app.database.kind]);
  let stopping = false;
  const listener = createRequestListener({
    app,
    authenticate,
    registered,
    documents: options.documents ?? 'any',
    gate,
    log,
    streams: createEventStreams(() => stopping),
    execute: createLane(app, schema, registered, log, createYoga(app, schema, registered, log)),
    allowedHosts: options.allowedHosts ?? [],
    sandbox: open ? (options.sandbox ?? null) : null,
    reset: open ? (options.reset ?? null) : null,
    oauth: options.oauth ?? null,
    explorer: open ? (options.explorer ?? null) : null,
    isStopping: () => stopping,
  });
  const http = createHttpServer(TIMEOUTS, listener);
  http.maxConnections = MAX_CONNECTIONS;
  return {
    http,
    async listen(port, host) {
      const url = await listen(http, port, host);
      options.oauth?.address.listening(url);
      return url;
    },
    async stop({ noticeMs = 300, deadlineMs = 10_000 } = {}) {
      stopping = true;
      await new Promise((resolve) => setTimeout(resolve, noticeMs));
      const finished = await close(http, deadlineMs);
      gate.stop();
      return finished;
    },
  };
}

function listen(http: Server, port: number, host: string): Promise<string> {
  return new Promise((resolve, reject) => {
    http.once('error', reject);
    http.listen(port, host, () => {
      http.off('error', reject);
      const address = http.address() as AddressInfo;
      const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host;
      resolve(`http://${name.includes(':') ? `[${name}]` : name}:${address.port}`);
    });
  });
}

function close(http: Server, deadlineMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      resolve(false);
      http.closeAllConnections();
    }, deadlineMs);
    http.close(() => {
      clearTimeout(deadline);
      resolve(true);
    });
    http.closeIdleConnections();
  });
}
