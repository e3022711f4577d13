import { HTTP_STATUS } from '../errors.js';
import { faultOf } from './fault-of.js';
import { Refusal } from './refusal.js';

/** Partners prove that they hold their tokens; officers' and the sandbox's are a bearer's. */
const CHALLENGE = 'Bearer realm="dinsos-api", DPoP algs="ES256 EdDSA PS256"';

/** What is told about an error that arose before GraphQL, and for the log its cause when it is not the caller's doing. */
export function refusalOf(error: unknown): { refusal: Refusal; cause: string | null } {
  if (error instanceof Refusal) return { refusal: error, cause: null };
  const { code, message, retryAfterMs, cause } = faultOf(error);
  const headers: Record<string, string> = {};
  if (code === 'UNAUTHENTICATED') headers['www-authenticate'] = CHALLENGE;
  if (retryAfterMs !== undefined) headers['retry-after'] = String(Math.ceil(retryAfterMs / 1000));
  return { refusal: new Refusal(HTTP_STATUS[code], code, message, headers), cause };
}
