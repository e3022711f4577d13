import { open, type FileHandle } from 'node:fs/promises';
import type { Sql } from '../../prisma/sql.js';
import { readHeads } from './read-heads.js';
import { readHead } from './verifier/read-line.js';
import type { SignedTreeHead } from './verifier/tree-head.js';

/** The file of published heads holds one that the database does not have. */
class HeadsDifferError extends Error {
  readonly code = 'HEADS_DIFFER';
}

const MOST = 1_000;
const TAIL_BYTES = 4_096;

/**
 * Appends to `file` the heads that it lacks, durable when this returns: also those that a killed process had signed and not
 * yet published. A line that a crash cut off is written anew.
 *
 * @throws HeadsDifferError where the last head of the file is not in the database: it was put back, or forked.
 */
export async function publishHeads(sql: Sql, file: string): Promise<void> {
  const handle = await open(file, 'a+', 0o644);
  try {
    let last = await lastHead(handle);
    if (last !== null) await demandKnown(sql, last);
    for (;;) {
      const heads = await readHeads(
        sql,
        `WHERE at > coalesce($1::timestamptz, '-infinity') ORDER BY tree_head.at LIMIT ${MOST}`,
        [last?.at ?? null],
      );
      if (heads.length === 0) return;
      await handle.appendFile(heads.map((head) => `${JSON.stringify(head)}\n`).join(''));
      await handle.sync();
      last = heads.at(-1)!;
    }
  } finally {
    await handle.close();
  }
}

async function demandKnown(sql: Sql, { at, size, root }: SignedTreeHead): Promise<void> {
  const [known] = await readHeads(sql, 'WHERE at = $1::timestamptz', [at]);
  if (known?.size !== size || known.root !== root) {
    throw new HeadsDifferError('The published heads are not those of this database.');
  }
}

/** The last whole head of a file, whatever was cut off after it removed; null = it has none. */
async function lastHead(handle: FileHandle): Promise<SignedTreeHead | null> {
  const { size } = await handle.stat();
  const length = Math.min(size, TAIL_BYTES);
  const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
  const end = buffer.lastIndexOf('\n') + 1;
  if (end < length) await handle.truncate(size - length + end);
  const line = buffer.subarray(0, end).toString('utf8').trimEnd().split('\n').at(-1) ?? '';
  if (line === '') return null;
  const head = readHead(line);
  if (head === null)
    throw new HeadsDifferError('The file of published heads holds something else.');
  return head;
}
