import type { Sql } from '../../prisma/sql.js';
import type { SignedTreeHead } from './verifier/tree-head.js';

const COLUMNS = `size, encode(root, 'hex') AS root,
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "at", kid, signature`;

interface StoredHead extends Omit<SignedTreeHead, 'size'> {
  readonly size: bigint;
}

/** Tree heads that meet a condition over their columns, in an order; both are texts of ours. */
export async function readHeads(
  sql: Sql,
  conditions: string,
  params: readonly unknown[] = [],
): Promise<SignedTreeHead[]> {
  const rows = await sql.query<StoredHead>(
    `SELECT ${COLUMNS} FROM tree_head ${conditions}`,
    params,
  );
  return rows.map(({ size, root, at, kid, signature }) => {
    return { size: Number(size), root, at, kid, signature };
  });
}
