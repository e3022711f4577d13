import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SandboxIssuer } from '../auth/sandbox-issuer.js';
import type { AuthorizationServer } from '../oauth/authorization-server.js';
import { createHostCheck } from './check-host.js';
import { handleGraphql, type GraphqlParts } from './handle-graphql.js';
import { handleJobs } from './handle-jobs.js';
import { handleOauth } from './handle-oauth.js';
import { limitBodyTime } from './limit-body-time.js';
import { refusalOf } from './refusal-of.js';
import { Refusal } from './refusal.js';
import {
  handleSandboxClients,
  handleSandboxPersonas,
  handleSandboxReset,
  handleSandboxToken,
  type SandboxReset,
} from './sandbox-routes.js';
import { writeJson, writeRefusal } from './write-answer.js';

/** Serves a page at `/`; true = the request was answered. */
export type ServeExplorer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** What the front door needs. */
export interface ListenerParts extends GraphqlParts {
  readonly allowedHosts: readonly string[];
  /** Null where there is no sandbox. */
  readonly sandbox: SandboxIssuer | null;
  /** Makes the sandbox as new; null where that cannot be done. */
  readonly reset: SandboxReset | null;
  /** Null where tokens are those of other issuers alone. */
  readonly oauth: AuthorizationServer | null;
  readonly explorer: ServeExplorer | null;
  readonly isStopping: () => boolean;
}

const TREE_HEAD_CACHE = { 'cache-control': 'public, max-age=10' };
const READY_WITHIN_MS = 1_000;

/** The front door: every request is answered here, by one of the routes. */
export function createRequestListener(
  parts: ListenerParts,
): (request: IncomingMessage, response: ServerResponse) => void {
  const checkHost = createHostCheck(parts.allowedHosts);
  return (request, response) => {
    const requestId = parts.app.newId();
    response.setHeader('x-request-id', requestId);
    response.setHeader('x-content-type-options', 'nosniff');
    limitBodyTime(request, request.method === 'PATCH');
    if (parts.isStopping()) response.setHeader('connection', 'close');
    route(parts, checkHost, request, response, requestId).catch((error: unknown) => {
      const { refusal, cause } = refusalOf(error);
      writeRefusal(response, refusal, requestId);
      const line = { requestId, status: refusal.status, codes: [refusal.code] };
      if (cause === null) parts.log.info('refused', line);
      else parts.log.error('bug', { ...line, cause });
    });
  };
}

async function route(
  parts: ListenerParts,
  checkHost: (request: IncomingMessage) => void,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const [path] = (request.url ?? '').split('?');
  const { method } = request;
  const isRead = method === 'GET' || method === 'HEAD';
  if (isRead && path === '/health') return writeJson(response, 200, { status: 'ok' });
  if (isRead && path === '/ready') return ready(parts, response);
  checkHost(request);
  if (path === '/graphql') return handleGraphql(parts, request, response, requestId);
  if (await handleJobs(parts, request, response, requestId)) return;
  if (isRead && path === '/.well-known/jwks.json') {
    const headers = { 'cache-control': 'public, max-age=300' };
    return writeJson(response, 200, parts.app.receipts.jwks, headers);
  }
  if (isRead && path === '/.well-known/tree-head.json') {
    const { heads, keys } = parts.app.trail;
    return writeJson(response, 200, { head: await heads.latest(), keys }, TREE_HEAD_CACHE);
  }
  if (isRead && path === '/.well-known/webhooks.json') {
    const headers = { 'cache-control': 'public, max-age=300' };
    return writeJson(response, 200, { keys: parts.app.webhooks.keys }, headers);
  }
  if (parts.sandbox !== null && path === '/sandbox/token') {
    return handleSandboxToken(parts.sandbox, request, response);
  }
  if (parts.sandbox !== null && path === '/sandbox/reset') {
    return handleSandboxReset(parts.reset, request, response);
  }
  if (parts.sandbox !== null && isRead && path === '/sandbox/personas') {
    return handleSandboxPersonas(response);
  }
  if (parts.sandbox !== null && isRead && path === '/sandbox/clients') {
    return handleSandboxClients(parts.sandbox, response);
  }
  const { oauth, gate, log } = parts;
  if (oauth !== null && (await handleOauth({ oauth, gate, log }, request, response, requestId))) {
    return;
  }
  if (parts.explorer?.(request, response) === true) return;
  throw new Refusal(404, 'NOT_FOUND', 'There is nothing here.');
}

/** Whether requests should be sent here: not while stopping, and not while the database does not answer. */
async function ready(parts: ListenerParts, response: ServerResponse): Promise<void> {
  const answers = !parts.isStopping() && (await databaseAnswers(parts));
  const headers = { 'cache-control': 'no-store', ...(answers ? {} : { 'retry-after': '1' }) };
  writeJson(response, answers ? 200 : 503, { status: answers ? 'ready' : 'not ready' }, headers);
}

async function databaseAnswers({ app }: ListenerParts): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), READY_WITHIN_MS);
  });
  const query = app.database.sql.query('SELECT 1').then(
    () => true,
    () => false,
  );
  return Promise.race([query, late]).finally(() => clearTimeout(timer));
}
