import type { Sql } from '../../prisma/sql.js';
import type { NodeSource } from './merkle-tree.js';
import { nodeHash } from './verifier/node-hash.js';

/** Of every fourth level the hashes are stored; those between are computed from up to eight of them. */
export const STORED_LEVELS = 4;
export const GROUP = 2 ** STORED_LEVELS;

const LEAVES =
  'SELECT position, hash FROM trail_leaf WHERE position >= $1 AND position < $2 ORDER BY position';
const NODES = `SELECT position, hash FROM trail_node WHERE position >= $1 AND position < $2 AND level = $3 ORDER BY position`;
interface StoredHash {
  readonly position: bigint;
  readonly hash: Uint8Array;
}

const MOST_HELD = 20_000;

/** Reads hashes of a stored level, from `from` up to, and without, `to`; an array has a hole where one is missing. */
export async function readHashes(
  sql: Sql,
  level: number,
  from: number,
  to: number,
): Promise<(Buffer | undefined)[]> {
  const rows = await (level === 0
    ? sql.query<StoredHash>(LEAVES, [from, to], 'trail-leaves')
    : sql.query<StoredHash>(NODES, [from, to, level], 'trail-nodes'));
  const hashes = Array.from<Buffer | undefined>({ length: to - from });
  for (const { position, hash } of rows) hashes[Number(position) - from] = Buffer.from(hash);
  return hashes;
}

/**
 * The stored tree, sixteen hashes a read, held while this source is. Make a new one after leaves were added.
 *
 * @throws Error where the tree is not as large as it is asked for.
 */
export function storedNodes(sql: Sql): NodeSource {
  const groups = new Map<string, Promise<(Buffer | undefined)[]>>();
  const group = (level: number, position: number): Promise<(Buffer | undefined)[]> => {
    const key = `${level}/${position}`;
    let held = groups.get(key);
    if (held === undefined) {
      if (groups.size >= MOST_HELD) groups.clear();
      held = readHashes(sql, level, position * GROUP, (position + 1) * GROUP);
      groups.set(key, held);
    }
    return held;
  };
  return async (level, position) => {
    const stored = level - (level % STORED_LEVELS);
    const count = 2 ** (level - stored);
    const first = position * count;
    const hashes = await group(stored, Math.floor(first / GROUP));
    const own = hashes.slice(first % GROUP, (first % GROUP) + count);
    return fold(own);
  };
}

/** The hash over 2^n hashes. @throws Error where one is missing */
export function fold(hashes: readonly (Buffer | undefined)[]): Buffer {
  const [only] = hashes;
  if (hashes.length < 2) {
    if (only === undefined) throw new Error('The tree lacks a hash.');
    return only;
  }
  const half = hashes.length / 2;
  return nodeHash(fold(hashes.slice(0, half)), fold(hashes.slice(half)));
}
