import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Log } from '../log.js';
import type { AuthorizationServer } from '../oauth/authorization-server.js';
import type { OverloadGate } from './overload.js';
import { malformed, Refusal } from './refusal.js';

/** What answering for the authorization server needs. */
export interface OauthParts {
  readonly oauth: AuthorizationServer;
  readonly gate: OverloadGate;
  readonly log: Log;
}

/** An assertion signed with RSA, and some room. */
const MAX_BODY = 8_192;

/** Every route of the authorization server; the library has more, which nobody reaches. */
const ROUTES: Readonly<Record<string, 'GET' | 'POST'>> = {
  '/oauth/token': 'POST',
  '/oauth/jwks': 'GET',
  '/.well-known/oauth-authorization-server': 'GET',
  '/.well-known/openid-configuration': 'GET',
};

/** Answers a request to the authorization server; false = it is none. @throws Refusal */
export async function handleOauth(
  { oauth, gate, log }: OauthParts,
  request: IncomingMessage,
  response: ServerResponse,
  requestId: string,
): Promise<boolean> {
  const startedAt = performance.now();
  const [path = '', query] = (request.url ?? '').split('?');
  const method = ROUTES[path];
  if (method === undefined) return false;
  if (query !== undefined) throw malformed('There is no query here.');
  demandForm(request, method);
  if (!gate.enter()) {
    const message = 'The server is busy. Try again shortly.';
    throw new Refusal(503, 'SERVICE_UNAVAILABLE', message, { 'retry-after': '1' });
  }
  try {
    const { clientId, error, cause } = await oauth.handle(request, response);
    log[cause === null ? 'info' : 'error'](cause === null ? 'request' : 'bug', {
      requestId,
      operation: path === '/oauth/token' ? 'OAuthToken' : 'OAuthMetadata',
      ...(clientId === null ? {} : { actor: clientId }),
      status: response.statusCode,
      ...(error === null ? {} : { codes: [error] }),
      ...(cause === null ? {} : { cause }),
      ms: performance.now() - startedAt,
    });
  } finally {
    gate.leave();
  }
  return true;
}

/** By method and headers alone: a small form of a length that is said beforehand. @throws Refusal */
function demandForm({ method, headers }: IncomingMessage, allow: string): void {
  if (method !== allow && !(allow === 'GET' && method === 'HEAD')) {
    throw new Refusal(405, 'BAD_USER_INPUT', `This is asked by ${allow}.`, { allow });
  }
  if (allow === 'GET') return;
  const encoding = headers['content-encoding'];
  const isForm = /^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '');
  if (!isForm || (encoding !== undefined && encoding !== 'identity')) {
    const message = 'Send Content-Type: application/x-www-form-urlencoded, uncompressed.';
    throw new Refusal(415, 'BAD_USER_INPUT', message);
  }
  const length = headers['content-length'];
  const close = { connection: 'close' };
  if (length === undefined) {
    throw new Refusal(411, 'BAD_USER_INPUT', 'Say the length of the body.', close);
  }
  if (Number(length) > MAX_BODY) {
    throw new Refusal(413, 'BAD_USER_INPUT', 'The body is too large.', close);
  }
}
