import { randomBytes } from 'node:crypto';
import type { Sql } from '../../prisma/sql.js';
import { appendLeaves } from './append-leaves.js';
import { committedEntry, ENTRY_COLUMNS, type StoredEntry } from './committed-entry.js';
import type { HeadSigner } from './head-signer.js';
import { merkleTree } from './merkle-tree.js';
import { readHeads } from './read-heads.js';
import { storedNodes } from './stored-nodes.js';
import { entryHash } from './verifier/entry-hash.js';
import type { SignedTreeHead } from './verifier/tree-head.js';

/** The stored tree is not the one that was signed: no further head may be signed over it. */
class TrailBrokenError extends Error {
  readonly code = 'TRAIL_BROKEN';
}

/** Where the entries are that no leaf stands for yet. */
export interface Cursor {
  readonly tx: string;
  readonly id: string;
}

/** What sequencing needs. */
export interface SequenceParts {
  readonly sql: Sql;
  readonly signer: HeadSigner;
  readonly now: () => Date;
  /** How many entries are sequenced in one transaction. */
  readonly batch: number;
}

/** One step: what it came to, or null when another process is at it. */
export interface Step {
  readonly sequenced: number;
  /** Null when nothing is left. */
  readonly next: Cursor | null;
  readonly signed: SignedTreeHead | null;
}

/** A head is signed a minute after the one before when there is something new, else after ten. */
const BUSY_MS = 60_000;
const IDLE_MS = 10 * 60_000;
const START = '00000000-0000-0000-0000-000000000000';

const LOCK_STATEMENT = `SELECT pg_try_advisory_xact_lock(hashtextextended('dinsos trail', 0)) AS locked`;

// Functions of the database (migration 0006), which alone may read the entries.
const STATE_STATEMENT = 'SELECT size, tx FROM trail_state()';
const PENDING_STATEMENT = `
SELECT ${ENTRY_COLUMNS}, e.tx::text AS tx FROM trail_pending($1, $2::uuid, $3::int4) e ORDER BY e.tx, e.id`;

const HEAD_STATEMENT = `
INSERT INTO tree_head (at, size, root, kid, signature) VALUES ($1::timestamptz, $2::bigint, decode($3, 'hex'), $4, $5)`;

/**
 * Gives the next entries their places in the tree, and signs a head when all have theirs and one is due; in one
 * transaction, by one process at a time.
 *
 * @param from where to begin; null = after the last leaf.
 * @throws TrailBrokenError where the tree is not the one that was signed last.
 */
export function sequence(parts: SequenceParts, from: Cursor | null): Promise<Step | null> {
  return parts.sql.transaction(async (sql) => {
    const [lock] = await sql.query<{ locked: boolean }>(LOCK_STATEMENT);
    if (lock?.locked !== true) return null;
    const [state] = await sql.query<{ size: bigint; tx: string }>(STATE_STATEMENT);
    const { size: stored, tx } = state!;
    const size = Number(stored);
    const after = from ?? { tx, id: START };
    const entries = await sql.query<StoredEntry & { tx: string }>(PENDING_STATEMENT, [
      ...[after.tx, after.id, parts.batch],
    ]);
    const leaves = entries.map(({ tx: _tx, ...entry }) => {
      const salt = randomBytes(16);
      return { entryId: entry.id, salt, hash: entryHash(committedEntry(entry, salt)) };
    });
    if (leaves.length > 0) await appendLeaves(sql, size, leaves);
    const last = entries.length === parts.batch ? entries.at(-1) : undefined;
    const next = last === undefined ? null : { tx: last.tx, id: last.id };
    const signed = next === null ? await signWhenDue(parts, sql, size + leaves.length) : null;
    return { sequenced: leaves.length, next, signed };
  });
}

async function signWhenDue(
  { signer, now }: SequenceParts,
  sql: Sql,
  size: number,
): Promise<SignedTreeHead | null> {
  const [last] = await readHeads(sql, 'ORDER BY tree_head.at DESC LIMIT 1');
  const at = now();
  if (last !== undefined) {
    const age = at.getTime() - Date.parse(last.at);
    if (age < (size > last.size ? BUSY_MS : IDLE_MS)) return null;
  }
  const tree = merkleTree(storedNodes(sql));
  if (last !== undefined) {
    const isSame = last.size <= size && (await tree.root(last.size)).toString('hex') === last.root;
    if (!isSame) throw new TrailBrokenError('The stored tree is not the one that was signed.');
  }
  const root = (await tree.root(size)).toString('hex');
  const head = signer.sign({ size, root, at: at.toISOString() });
  await sql.query(HEAD_STATEMENT, [head.at, size, root, head.kid, head.signature]);
  return head;
}
