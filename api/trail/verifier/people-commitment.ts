import { createHmac } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/**
 * Stands in a leaf for the people of an entry: HMAC-SHA-256 under the entry's own salt (base64url) over their ids in order.
 * Whoever is given ids and salt can check them; whoever is not learns nothing, and cannot tell two entries about one person
 * from entries about two.
 */
export function peopleCommitment(salt: string, personIds: readonly string[]): string {
  return createHmac('sha256', Buffer.from(salt, 'base64url'))
    .update(canonicalJson([...personIds].sort()))
    .digest('base64url');
}
