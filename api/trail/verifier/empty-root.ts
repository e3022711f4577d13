import { createHash } from 'node:crypto';

/** The root of a tree without leaves (RFC 9162, 2.1.1): the hash of nothing. */
export function emptyRoot(): Buffer {
  return createHash('sha256').digest();
}
