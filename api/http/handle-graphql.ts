import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  getOperationAST,
  OperationTypeNode,
  parse,
  type DocumentNode,
  type ExecutionResult,
} from 'graphql';
import { withClaims } from '../../prisma/claims.js';
import { claimsOf } from '../access/claims-of.js';
import type { App } from '../app.js';
import type { Authenticate } from '../auth/authenticate.js';
import type { Presented } from '../auth/proof-check.js';
import type { Log, LogFields } from '../log.js';
import { demandStanding } from '../partners/demand-standing.js';
import type { RegisteredOperations } from '../registered-operations.js';
import { acceptedType, type AnswerType } from './accepted-type.js';
import { checkTransport } from './check-transport.js';
import type { Execute } from './create-yoga.js';
import { wantsEvents } from './wants-events.js';
import type { Exchange } from './exchange.js';
import { MAX_TOKENS } from './document-budget.js';
import { findDocument, type DocumentRung } from './find-document.js';
import type { OverloadGate } from './overload.js';
import { renderAnswer } from './render-answer.js';
import type { EventStreams } from './send-events.js';
import { readParams } from './read-params.js';
import { refusalOf } from './refusal-of.js';
import { Refusal } from './refusal.js';
import { writeAnswer, writeRefusal } from './write-answer.js';

/** What answering GraphQL needs. */
export interface GraphqlParts {
  readonly app: App;
  readonly authenticate: Authenticate;
  readonly registered: RegisteredOperations;
  readonly documents: DocumentRung;
  readonly gate: OverloadGate;
  readonly execute: Execute;
  readonly streams: EventStreams;
  readonly log: Log;
}

/**
 * Answers one request to /graphql: headers first, then who asks, then the body, then the operation. Nobody without a
 * token gets anything read or parsed. All of the operation runs as the caller, for row-level security.
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
    const isStream = wantsEvents(request.headers.accept);
    const headers = isStream ? { ...request.headers, accept: accepted } : request.headers;
    accepted = checkTransport(request.method, headers, parts.app.profile);
    inside = parts.gate.enter();
    if (!inside) throw overloaded();
    const principal = await parts.authenticate(request.headers.authorization, presented(request));
    await demandStanding(parts.app, principal);
    const given = await readParams(request, parts.registered);
    const query = findDocument({ ...parts, rung: parts.documents }, given, requestId);
    const { operationName, variables } = given;
    if (isStream && acceptedType(request.headers.accept) === null) {
      demandSubscription(query, operationName);
    }
    const params = { query, operationName, variables };
    exchange = {
      ...{ requestId, accepted, wantsEvents: isStream, params, principal },
      ...{ operation: null, codes: [], events: null },
    };
    const asked = exchange;
    const answer = await withClaims(claimsOf(principal), async () => {
      const whole = await parts.execute(asked, request.method ?? 'POST');
      if (asked.events === null) return whole;
      // What is watched for minutes takes no place of those who ask.
      parts.gate.leave();
      inside = false;
      await sendEvents(parts, response, asked, asked.events);
      return null;
    });
    if (answer === null) {
      parts.log.info('request', lineOf(exchange, response.statusCode, startedAt));
      return;
    }
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

const { SUBSCRIPTION } = OperationTypeNode;

/** Refuses, before anything is done, to send what happens once as events. @throws Refusal 406 */
function demandSubscription(query: string, operationName: string | null | undefined): void {
  let document: DocumentNode;
  try {
    document = parse(query, { maxTokens: MAX_TOKENS });
  } catch {
    return;
  }
  const operation = getOperationAST(document, operationName);
  if ((operation?.operation ?? SUBSCRIPTION) === SUBSCRIPTION) return;
  const message = 'Only a subscription is answered with text/event-stream.';
  throw new Refusal(406, 'BAD_USER_INPUT', message);
}

function sendEvents(
  { app, log, streams }: GraphqlParts,
  response: ServerResponse,
  { requestId, accepted, principal }: Exchange,
  events: AsyncIterable<ExecutionResult>,
): Promise<void> {
  const suggestions = app.profile !== 'production';
  const context = { requestId, accepted, log, suggestions };
  return streams.send(response, principal.clientId, events, (result) => {
    return renderAnswer(result, context).body;
  });
}

function presented({ headers, method }: IncomingMessage): Presented {
  const { dpop } = headers;
  return { proof: typeof dpop === 'string' ? dpop : undefined, method };
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
