import { emptyRoot } from './verifier/empty-root.js';
import { nodeHash } from './verifier/node-hash.js';

/** The hash of a full subtree of 2^level leaves, the `position`-th of its level. */
export type NodeSource = (level: number, position: number) => Promise<Buffer>;

/** Roots and proofs of a tree whose full subtrees are known. Each needs a number of hashes that grows as log n. */
export interface MerkleTree {
  /** Root over the first `size` leaves. */
  root(size: number): Promise<Buffer>;
  /** That leaf `index` stands in the tree of `size` (RFC 9162, 2.1.3.1). */
  inclusion(index: number, size: number): Promise<Buffer[]>;
  /** That the tree of `to` begins with the tree of `from` (RFC 9162, 2.1.4.1). */
  consistency(from: number, to: number): Promise<Buffer[]>;
}

/** A Merkle tree (RFC 9162, 2.1) over hashes of full subtrees. */
export function merkleTree(node: NodeSource): MerkleTree {
  const range = async (from: number, to: number): Promise<Buffer> => {
    const size = to - from;
    const split = powerBelow(size);
    if (split * 2 === size || size === 1) return node(Math.round(Math.log2(size)), from / size);
    return nodeHash(await range(from, from + split), await range(from + split, to));
  };
  const path = async (index: number, from: number, to: number): Promise<Buffer[]> => {
    if (to - from === 1) return [];
    const middle = from + powerBelow(to - from);
    return index < middle
      ? [...(await path(index, from, middle)), await range(middle, to)]
      : [...(await path(index, middle, to)), await range(from, middle)];
  };
  const part = async (old: number, from: number, to: number, isOld: boolean): Promise<Buffer[]> => {
    if (old === to) return isOld ? [] : [await range(from, to)];
    const middle = from + powerBelow(to - from);
    return old <= middle
      ? [...(await part(old, from, middle, isOld)), await range(middle, to)]
      : [...(await part(old, middle, to, false)), await range(from, middle)];
  };
  return {
    root: async (size) => (size === 0 ? emptyRoot() : range(0, size)),
    inclusion: (index, size) => path(index, 0, size),
    consistency: async (from, to) => (from === 0 || from === to ? [] : part(from, 0, to, true)),
  };
}

/** The greatest power of two below a number; 1 for 1. */
function powerBelow(number: number): number {
  let power = 1;
  while (power * 2 < number) power *= 2;
  return power;
}
