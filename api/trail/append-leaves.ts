import type { Sql } from '../../prisma/sql.js';
import { fold, GROUP, readHashes, STORED_LEVELS } from './stored-nodes.js';

/** A leaf to be added. */
export interface NewLeaf {
  readonly entryId: string;
  readonly salt: Uint8Array;
  readonly hash: Uint8Array;
}

const LEAVES_STATEMENT = `
INSERT INTO trail_leaf (position, entry_id, salt, hash)
SELECT position, entry_id, salt, hash FROM json_to_recordset($1::json)
  AS r(position bigint, entry_id uuid, salt bytea, hash bytea)`;

const NODES_STATEMENT = `
INSERT INTO trail_node (level, position, hash)
SELECT $1::smallint, position, hash FROM json_to_recordset($2::json) AS r(position bigint, hash bytea)`;

/** Adds leaves to a tree of `size`, and the hashes of the subtrees that they fill. `sql` is one transaction. */
export async function appendLeaves(
  sql: Sql,
  size: number,
  leaves: readonly NewLeaf[],
): Promise<void> {
  const rows = leaves.map(({ entryId, salt, hash }, at) => {
    return { position: size + at, entry_id: entryId, salt: bytea(salt), hash: bytea(hash) };
  });
  await sql.query(LEAVES_STATEMENT, [JSON.stringify(rows)], 'trail-add-leaves');
  for (let level = STORED_LEVELS; ; level += STORED_LEVELS) {
    const first = Math.floor(size / 2 ** level);
    const end = Math.floor((size + leaves.length) / 2 ** level);
    if (first === end) return;
    const below = await readHashes(sql, level - STORED_LEVELS, first * GROUP, end * GROUP);
    const nodes = Array.from({ length: end - first }, (_, at) => {
      const hash = fold(below.slice(at * GROUP, (at + 1) * GROUP));
      return { position: first + at, hash: bytea(hash) };
    });
    await sql.query(NODES_STATEMENT, [level, JSON.stringify(nodes)], 'trail-add-nodes');
  }
}

/** Bytes in the text form of PostgreSQL. */
function bytea(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}
