import { createHash } from 'node:crypto';

/** The hash of an inner node of a Merkle tree (RFC 9162, 2.1.1): SHA-256 of 0x01 and the hashes of its two children. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash('sha256').update(NODE).update(left).update(right).digest();
}

const NODE = Uint8Array.of(1);
