import type { Sql } from '../../prisma/sql.js';
import { committedEntry, ENTRY_COLUMNS, type StoredEntry } from './committed-entry.js';
import { merkleTree, type MerkleTree } from './merkle-tree.js';
import { readHeads } from './read-heads.js';
import { storedNodes } from './stored-nodes.js';
import type { ConsistencyLine, EntryLine, TrailLine } from './verifier/trail-file.js';
import type { SignedTreeHead } from './verifier/tree-head.js';

/** Which part of the trail to export. */
export interface TrailPart {
  /** Entries since; null = from the first. */
  readonly since: Date | null;
  /** Entries before. */
  readonly until: Date;
  /** Whether the ids of people are handed out, with the salts that prove them. */
  readonly reveal: boolean;
}

interface PlacedEntry extends StoredEntry {
  readonly position: bigint;
  readonly salt: Uint8Array;
}

const PAGE = 1_000;
/** By how long an entry may come after its own instant. */
const LONGEST_WRITE = "interval '15 minutes'";

const ENTRIES_STATEMENT = `
SELECT l.position, l.salt, ${ENTRY_COLUMNS} FROM trail_leaf l JOIN access_entry e ON e.id = l.entry_id
WHERE l.position >= $1 AND l.position < $2 ORDER BY l.position`;

/**
 * A part of the trail as lines that verify offline: from the last head before it to the first that covers all of it, so that
 * a few entries more than asked for may be in it. What the database lacks is left out; the verifier finds it missing.
 */
export async function* exportTrail(sql: Sql, part: TrailPart): AsyncGenerator<TrailLine> {
  const heads = await headsOver(sql, part);
  const [base] = heads;
  const isBase =
    base !== undefined && part.since !== null && Date.parse(base.at) <= part.since.getTime();
  const from = isBase ? base.size : 0;
  const to = heads.at(-1)?.size ?? 0;
  const tree = merkleTree(storedNodes(sql));
  yield { kind: 'trail', version: 1, from, to, until: part.until.toISOString() };
  for (const head of heads) yield { kind: 'head', ...head };
  for (const [at, head] of heads.entries()) {
    const before = heads[at - 1];
    if (before !== undefined && before.size < head.size) {
      yield await consistencyLine(tree, before.size, head.size);
    }
  }
  for (let first = from; first < to; first += PAGE) {
    const rows = await sql.query<PlacedEntry>(ENTRIES_STATEMENT, [
      first,
      Math.min(to, first + PAGE),
    ]);
    for (const row of rows) yield await entryLine(tree, heads, row, part.reveal);
  }
}

async function headsOver(sql: Sql, { since, until }: TrailPart): Promise<SignedTreeHead[]> {
  return readHeads(
    sql,
    `WHERE at >= coalesce((SELECT max(at) FROM tree_head WHERE at <= $1::timestamptz), '-infinity')
       AND at <= coalesce((SELECT min(at) FROM tree_head WHERE at >= $2::timestamptz + ${LONGEST_WRITE}), 'infinity')
     ORDER BY tree_head.at`,
    [since?.toISOString() ?? null, until.toISOString()],
  );
}

async function consistencyLine(
  tree: MerkleTree,
  from: number,
  to: number,
): Promise<ConsistencyLine> {
  return { kind: 'consistency', from, to, proof: await proofOr(() => tree.consistency(from, to)) };
}

async function entryLine(
  tree: MerkleTree,
  heads: readonly SignedTreeHead[],
  { position, salt, ...stored }: PlacedEntry,
  reveal: boolean,
): Promise<EntryLine> {
  const index = Number(position);
  const size = heads.find((head) => head.size > index)?.size ?? 0;
  const revealed = {
    salt: Buffer.from(salt).toString('base64url'),
    personIds: stored.personIds,
  };
  return {
    ...{ kind: 'entry', index, entry: committedEntry(stored, salt) },
    proof: await proofOr(() => tree.inclusion(index, size)),
    ...(reveal ? { revealed } : {}),
  };
}

/** A proof in hexadecimal; none where the stored tree lacks what it needs. */
async function proofOr(make: () => Promise<Buffer[]>): Promise<string[]> {
  try {
    return (await make()).map((hash) => hash.toString('hex'));
  } catch {
    return [];
  }
}
