import type { IncomingHttpHeaders } from 'node:http';
import type { Profile } from '../app.js';
import { acceptedType, type AnswerType } from './accepted-type.js';
import { Refusal } from './refusal.js';

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;

/**
 * Whether a request to /graphql may be read at all, by method and headers alone: a POST of plain JSON (any other content
 * type could be sent by a foreign page without a preflight), and in development also a GET.
 *
 * @returns the media type of the answer. @throws Refusal 405, 406, 415
 */
export function checkTransport(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  profile: Profile,
): AnswerType {
  const readable = profile === 'development' && method === 'GET';
  if (method !== 'POST' && !readable) {
    const allow = profile === 'development' ? 'GET, POST' : 'POST';
    throw new Refusal(405, 'BAD_USER_INPUT', 'GraphQL is asked by POST here.', { allow });
  }
  const accepted = acceptedType(headers.accept);
  if (accepted === null) {
    const message = 'Answers are application/graphql-response+json or application/json.';
    throw new Refusal(406, 'BAD_USER_INPUT', message);
  }
  if (readable) return accepted;
  if (!JSON_TYPE.test(headers['content-type'] ?? '')) {
    const message = 'Send Content-Type: application/json, in UTF-8.';
    throw new Refusal(415, 'BAD_USER_INPUT', message, { 'accept-post': 'application/json' });
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new Refusal(415, 'BAD_USER_INPUT', 'Send the body uncompressed.');
  }
  return accepted;
}
