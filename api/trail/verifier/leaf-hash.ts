import { createHash } from 'node:crypto';

/** The hash of a leaf of a Merkle tree (RFC 9162, 2.1.1): SHA-256 of 0x00 and the leaf's bytes. */
export function leafHash(leaf: string | Uint8Array): Buffer {
  return createHash('sha256').update(LEAF).update(leaf).digest();
}

const LEAF = Uint8Array.of(0);
