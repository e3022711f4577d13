import { UnexpectedResponseError } from '../errors.js';
import { isRecord } from '../http/is-record.js';
import { faultOf } from '../http/read-response.js';
import type { ReceivedResponse } from '../http/read-response.js';

/** Where the metadata of an issuer are (RFC 8414). */
export function metadataUrlOf(issuer: string): string {
  const url = new URL(issuer);
  const path = url.pathname === '/' ? '' : url.pathname;
  return `${url.origin}/.well-known/oauth-authorization-server${path}`;
}

/**
 * The token endpoint that the metadata of an issuer name. They must name the same issuer, or somebody else's server could have itself be asked, and
 * a token endpoint on the same origin, so that an assertion goes nowhere else.
 *
 * @throws {UnexpectedResponseError}; the fault of a server that is not available.
 */
export function tokenEndpointOf(issuer: string, response: ReceivedResponse, now: number): string {
  const { body, status } = response;
  if (status === 429 || status >= 500) throw faultOf(response, [], null, now);
  const endpoint = isRecord(body) ? body['token_endpoint'] : undefined;
  const isIts =
    status === 200 &&
    isRecord(body) &&
    body['issuer'] === issuer &&
    typeof endpoint === 'string' &&
    URL.canParse(endpoint) &&
    new URL(endpoint).origin === new URL(issuer).origin;
  if (!isIts) {
    const message = 'No issuer of that name answers there; check the URL, or give the issuer.';
    throw new UnexpectedResponseError(message, { status });
  }
  return endpoint;
}
