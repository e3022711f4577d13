import type { IncomingMessage, ServerResponse } from 'node:http';
import { withClaims } from '../../prisma/claims.js';
import { allows } from '../access/allows.js';
import { claimsOf } from '../access/claims-of.js';
import { ruleOf } from '../access/surface.js';
import type { Principal } from '../auth/principal.js';
import { Fault } from '../errors.js';
import { demandStanding } from '../partners/demand-standing.js';
import type { GraphqlParts } from './handle-graphql.js';
import type { JobExchange } from './job-exchange.js';
import { readUpload, tellUpload } from './read-upload.js';
import { refusalOf } from './refusal-of.js';
import { Refusal } from './refusal.js';
import { sendResults } from './send-results.js';
import { writeProblem } from './write-answer.js';

/** What answering for jobs needs. */
export type JobParts = Pick<GraphqlParts, 'app' | 'authenticate' | 'gate' | 'log'>;

type Handle = (exchange: JobExchange) => Promise<void>;

const PATH = /^\/jobs\/([\da-f-]{36})\/(rows|results)$/;
const ROUTES: Readonly<Record<string, Readonly<Record<string, Handle>>>> = {
  rows: { HEAD: tellUpload, PATCH: readUpload },
  results: { GET: sendResults },
};

/**
 * Answers a request about the rows or the results of a job, as who it may; false = it is none. The same token and proof as for
 * GraphQL; refusals are problem documents (RFC 9457).
 */
export async function handleJobs(
  parts: JobParts,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<boolean> {
  const [path = ''] = (request.url ?? '').split('?');
  const [, jobId, part] = PATH.exec(path) ?? [];
  if (jobId === undefined || part === undefined) return false;
  const startedAt = performance.now();
  const { app, gate, log } = parts;
  const operation = part === 'rows' ? 'JobRows' : 'JobResults';
  let inside = false;
  let actor: string | undefined;
  const line = (status: number, more: object) => ({
    ...{ requestId, operation, status, ms: performance.now() - startedAt },
    ...(actor === undefined ? {} : { actor }),
    ...more,
  });
  try {
    const handle = routeOf(part, request.method);
    inside = gate.enter();
    if (!inside) throw overloaded();
    const principal = await authenticated(parts, request, path);
    actor = principal.subject;
    const context = { app, principal, requestId };
    await withClaims(claimsOf(principal), () => handle({ context, request, response, jobId }));
    log.info('request', line(response.statusCode, {}));
  } catch (error) {
    const { refusal, cause } = refusalOf(error);
    writeProblem(response, refusal, requestId);
    const more = { codes: [refusal.code], ...(cause === null ? {} : { cause }) };
    log[cause === null ? 'info' : 'error'](
      cause === null ? 'refused' : 'bug',
      line(refusal.status, more),
    );
  } finally {
    if (inside) gate.leave();
  }
  return true;
}

function routeOf(part: string, method: string | undefined): Handle {
  const routes = ROUTES[part] ?? {};
  const handle = Object.hasOwn(routes, method ?? '') ? routes[method ?? ''] : undefined;
  if (handle !== undefined) return handle;
  const allow = Object.keys(routes).join(', ');
  throw new Refusal(405, 'BAD_USER_INPUT', `This is asked by ${allow}.`, { allow });
}

async function authenticated(
  { app, authenticate }: JobParts,
  { headers, method }: IncomingMessage,
  path: string,
): Promise<Principal> {
  const { dpop } = headers;
  const proof = typeof dpop === 'string' ? dpop : undefined;
  const principal = await authenticate(headers.authorization, { proof, method, path });
  await demandStanding(app, principal);
  const rule = ruleOf('Query', 'eligibilityJob');
  if (rule === undefined || !allows(rule, principal)) {
    throw new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
  }
  return principal;
}

function overloaded(): Refusal {
  const message = 'The server is busy. Try again shortly.';
  return new Refusal(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '1' });
}
