import { UnexpectedResponseError } from '../errors.js';
import type { DinsosErrorDetails } from '../errors.js';
import { createFault, faultCodeOf, faultCodeOfStatus } from './create-fault.js';
import { isRecord } from './is-record.js';
import { parseRetryAfter } from './retry-after.js';
import { safeMessage } from './safe-message.js';

/** An HTTP answer, read to its end. */
export interface ReceivedResponse {
  readonly status: number;
  readonly headers: Headers;
  /** The body as JSON; undefined where it is none. */
  readonly body: unknown;
}

/**
 * The `data` of a GraphQL answer.
 *
 * An answer with any error is a fault and is thrown, with the code that the registry gave, else the one that the HTTP
 * status stands for; data that came along is dropped, since a fault must not be overlooked.
 */
export function readData(
  response: ReceivedResponse,
  variables: unknown,
  now: number,
): Readonly<Record<string, unknown>> {
  const { body, status } = response;
  const errors = isRecord(body) && Array.isArray(body['errors']) ? body['errors'] : [];
  const succeeded = status >= 200 && status < 300;
  if (succeeded && errors.length === 0 && isRecord(body) && isRecord(body['data'])) {
    return body['data'];
  }
  throw faultOf(response, errors, variables, now);
}

/** The error that an HTTP answer stands for which is no success. */
export function faultOf(
  response: ReceivedResponse,
  errors: readonly unknown[],
  variables: unknown,
  now: number,
): Error {
  const fault = errors.find((error) => codeOf(error) !== null) ?? errors[0];
  const details: DinsosErrorDetails = {
    requestId: requestIdOf(fault, response.headers),
    status: response.status,
    retryAfterMs:
      parseRetryAfter(response.headers.get('retry-after'), now) ?? retryAfterMsOf(fault),
  };
  const message = isRecord(fault) ? safeMessage(fault['message'], variables) : null;
  const code = codeOf(fault) ?? faultCodeOfStatus(response.status);
  if (code !== null) return createFault(code, message, details);
  const sentence = 'The answer is not one that the registry gives; check the URL.';
  return new UnexpectedResponseError(message ?? sentence, details);
}

function extensionOf(error: unknown, key: string): unknown {
  const extensions = isRecord(error) ? error['extensions'] : undefined;
  return isRecord(extensions) ? extensions[key] : undefined;
}

function codeOf(error: unknown) {
  return faultCodeOf(extensionOf(error, 'code'));
}

function retryAfterMsOf(error: unknown): number | null {
  const ms = extensionOf(error, 'retryAfterMs');
  return typeof ms === 'number' && ms >= 0 ? ms : null;
}

/** The registry's id of a request, from its error or the headers of its answer; null where there is none. */
export function requestIdOf(error: unknown, headers: Headers): string | null {
  const candidates = [extensionOf(error, 'requestId'), headers.get('x-request-id')];
  const found = candidates.find((id) => typeof id === 'string' && /^[\w.:-]{1,100}$/.test(id));
  return typeof found === 'string' ? found : null;
}
