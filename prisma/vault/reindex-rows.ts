import type { Sql } from '../sql.js';
import type { ReindexStep } from './reindex-steps.js';
import type { Vault } from './vault.js';

/** Rows of one transaction. */
export interface RowsToReindex {
  readonly sql: Sql;
  readonly vault: Vault;
  readonly layer: number;
  /** Key of the last row that was brought under the layer; null = none was. */
  readonly after: string | null;
  readonly batch: number;
}

/** The key of the last row of a batch; null = there are none left. */
export type Reached = string | null;

interface Indexed {
  readonly key: string;
  readonly index: Uint8Array | null;
}

interface Person extends Indexed {
  readonly tokens: readonly string[];
}

const FIRST = '00000000-0000-0000-0000-000000000000';

const PEOPLE = `
SELECT id::text AS key, nik_index AS index, name_tokens::text[] AS tokens FROM person
WHERE id > $1::uuid ORDER BY id LIMIT $2::int4`;

const RAISE_PEOPLE = `
UPDATE person p SET nik_index = decode(g.index, 'hex'), name_tokens = ARRAY(SELECT t::int8 FROM json_array_elements_text(g.tokens) AS t)
FROM json_to_recordset($1::json) AS g(key uuid, index text, tokens json) WHERE p.id = g.key`;

/** The steps that are one column of a table with an id of its own. */
const BY_ID = {
  household: { column: 'kk_index', field: 'kk' },
  decision: { column: 'subject', field: 'nik' },
} as const;

const JOB_ROWS = `
SELECT job_id || ' ' || ord AS key, subject AS index FROM eligibility_job_row
WHERE (job_id, ord) > (split_part($1, ' ', 1)::uuid, split_part($1, ' ', 2)::int4) ORDER BY job_id, ord LIMIT $2::int4`;

const RAISE_JOB_ROWS = `
UPDATE eligibility_job_row r SET subject = g.index
FROM unnest($1::text[], $2::bytea[]) AS g(key, index)
WHERE r.job_id = split_part(g.key, ' ', 1)::uuid AND r.ord = split_part(g.key, ' ', 2)::int4`;

// The subject is part of the key, so what is done is told from what is not by the ledger: it stands under one that nobody has
// until all of it is done.
const COUNTED = `
SELECT c.ledger_id::text AS key, c.subject AS index FROM counted_person c JOIN people_ledger l ON l.id = c.ledger_id LIMIT $1::int4`;

const RAISE_COUNTED = `
UPDATE counted_person c SET ledger_id = md5('raised ' || c.ledger_id)::uuid, subject = g.index
FROM unnest($1::uuid[], $2::bytea[], $3::bytea[]) AS g(ledger_id, was, index)
WHERE c.ledger_id = g.ledger_id AND c.subject = g.was`;

const SETTLE_COUNTED = `
UPDATE counted_person c SET ledger_id = l.id FROM people_ledger l WHERE c.ledger_id = md5('raised ' || l.id)::uuid`;

/** Brings the next rows of each step under a layer. Done twice to the same row it would be wrong: where it is goes with it. */
export const REINDEX_ROWS: Readonly<
  Record<ReindexStep, (rows: RowsToReindex) => Promise<Reached>>
> = {
  household: (rows) => raiseById('household', rows),
  person: raisePeople,
  decision: (rows) => raiseById('decision', rows),
  eligibility_job_row: raiseJobRows,
  counted_person: raiseCounted,
};

async function raiseById(
  table: keyof typeof BY_ID,
  { sql, vault, layer, after, batch }: RowsToReindex,
): Promise<Reached> {
  const { column, field } = BY_ID[table];
  const rows = await sql.query<Indexed>(
    `SELECT id::text AS key, ${column} AS index FROM ${table} WHERE id > $1::uuid ORDER BY id LIMIT $2::int4`,
    [after ?? FIRST, batch],
  );
  const found = rows.filter(hasIndex);
  await sql.query(
    `UPDATE ${table} t SET ${column} = g.index FROM unnest($1::uuid[], $2::bytea[]) AS g(id, index) WHERE t.id = g.id`,
    [found.map(({ key }) => key), found.map(({ index }) => vault.raiseIndex(layer, field, index))],
  );
  return rows.at(-1)?.key ?? null;
}

async function raisePeople({ sql, vault, layer, after, batch }: RowsToReindex): Promise<Reached> {
  const rows = await sql.query<Person>(PEOPLE, [after ?? FIRST, batch]);
  const raised = rows.map(({ key, index, tokens }) => ({
    key,
    index:
      index === null ? null : Buffer.from(vault.raiseIndex(layer, 'nik', index)).toString('hex'),
    tokens: vault.raiseTokens(layer, tokens.map(BigInt)).map(String),
  }));
  await sql.query(RAISE_PEOPLE, [JSON.stringify(raised)]);
  return rows.at(-1)?.key ?? null;
}

async function raiseJobRows({ sql, vault, layer, after, batch }: RowsToReindex): Promise<Reached> {
  const rows = await sql.query<Indexed>(JOB_ROWS, [after ?? `${FIRST} 0`, batch]);
  const found = rows.filter(hasIndex);
  await sql.query(RAISE_JOB_ROWS, [
    found.map(({ key }) => key),
    found.map(({ index }) => vault.raiseIndex(layer, 'nik', index)),
  ]);
  return rows.at(-1)?.key ?? null;
}

async function raiseCounted({ sql, vault, layer, batch }: RowsToReindex): Promise<Reached> {
  const rows = (await sql.query<Indexed>(COUNTED, [batch])).filter(hasIndex);
  if (rows.length === 0) {
    await sql.query(SETTLE_COUNTED);
    return null;
  }
  await sql.query(RAISE_COUNTED, [
    rows.map(({ key }) => key),
    rows.map(({ index }) => index),
    rows.map(({ index }) => vault.raiseIndex(layer, 'nik', index)),
  ]);
  return rows.at(-1)!.key;
}

function hasIndex(row: Indexed): row is Indexed & { readonly index: Uint8Array } {
  return row.index !== null;
}
