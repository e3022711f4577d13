import type { IncomingMessage, ServerResponse } from 'node:http';
import type { App } from '../app.js';
import type { Authenticate } from '../auth/authenticate.js';
import type { Log, LogFields } from '../log.js';
import type { RegisteredOperations } from '../registered-operations.js';
import type { AnswerType } from './accepted-type.js';
import { checkTransport } from './check-transport.js';
import type { Execute } from './create-yoga.js';
import type { Exchange } from './exchange.js';
import type { OverloadGate } from './overload.js';
import { readParams } from './read-params.js';
import { refusalOf } from './refusal-of.js';
import { Refusal } from './refusal.js';
import { writeAnswer, writeRefusal } from './write-answer.js';

/** What answering GraphQL needs. */
export interface GraphqlParts {
  readonly app: App;
  readonly authenticate: Authenticate;
  readonly registered: RegisteredOperations;
  readonly gate: OverloadGate;
  readonly execute: Execute;
  readonly log: Log;
}

/**
 * Answers one request to /graphql: headers first, then who asks, then the body, then the operation. Nobody without a
 * token gets anything read or parsed.
 */
export async function handleGraphql(
  parts: GraphqlParts,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<void> {
  const startedAt = performance.now();
  let accepted: AnswerType = 'application/json';
  let exchange: Exchange | undefined;
  let inside = false;
  try {
    accepted = checkTransport(request.method, request.headers, parts.app.profile);
    inside = parts.gate.enter();
    if (!inside) throw overloaded();
    const principal = await parts.authenticate(request.headers.authorization);
    const params = await readParams(request, parts.registered);
    exchange = { requestId, accepted, params, principal, operation: null, codes: [] };
    const answer = await parts.execute(exchange, request.method ?? 'POST');
    writeAnswer(response, answer.status, answer.headers, answer.body);
    parts.log.info('request', lineOf(exchange, answer.status, startedAt));
  } catch (error) {
    const { refusal, cause } = refusalOf(error);
    writeRefusal(response, refusal, requestId, accepted);
    const { status, code } = refusal;
    const line = { requestId, status, codes: [code], ms: performance.now() - startedAt };
    if (cause === null) parts.log.info('refused', line);
    else parts.log.error('bug', { ...line, cause });
  } finally {
    if (inside) parts.gate.leave();
  }
}

function overloaded(): Refusal {
  const message = 'The server is busy. Try again shortly.';
  return new Refusal(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '1' });
}

function lineOf(exchange: Exchange, status: number, startedAt: number): LogFields {
  return {
    requestId: exchange.requestId,
    ...(exchange.operation === null ? {} : { operation: exchange.operation }),
    actor: exchange.principal.subject,
    status,
    ...(exchange.codes.length === 0 ? {} : { codes: exchange.codes }),
    ms: performance.now() - startedAt,
  };
}
