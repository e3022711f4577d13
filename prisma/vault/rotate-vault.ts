import type { Sql } from '../sql.js';
import { asSteward } from './as-steward.js';
import { SealBrokenError } from './seal-broken-error.js';
import type { Vault } from './vault.js';

/** What a rotation did. */
export interface Rotated {
  /** Values made anew. */
  readonly done: number;
  /** Ids of persons, households and changes whose sealed value does not open. */
  readonly broken: readonly string[];
}

/** How far a rotation is. */
export interface RotationProgress {
  readonly done: number;
  /** What there was to do when it began; more may come while it runs. */
  readonly total: number;
}

/** How a rotation is done. */
export interface RotationOptions {
  /** Rows of one transaction. */
  readonly batch?: number;
  readonly onProgress?: (progress: RotationProgress) => void;
}

type Table = 'person' | 'household';

const TABLES: readonly Table[] = ['household', 'person'];
const FIRST = '00000000-0000-0000-0000-000000000000';

/** Rows whose identity still carries its own key. Whoever is changing one just now is left to the next pass. */
const firstForms = (table: Table): string => `
SELECT t.id, t.identity FROM ${table} t
WHERE t.id > $1::uuid AND substring(t.identity FROM 1 FOR 1) = '\\x01'
  AND NOT EXISTS (SELECT FROM ${table}_key k WHERE k.${table}_id = t.id)
ORDER BY t.id LIMIT $2::int4 FOR UPDATE OF t SKIP LOCKED`;

const reseal = (table: Table): string => `
WITH given AS (
  SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::int4[]) AS g(id, identity, wrapped, wrapping_key_id)
), keyed AS (
  INSERT INTO ${table}_key (${table}_id, wrapped, wrapping_key_id) SELECT id, wrapped, wrapping_key_id FROM given
)
UPDATE ${table} t SET identity = given.identity FROM given WHERE t.id = given.id RETURNING t.id`;

/** Images of history that still carry their own key, of rows that have one by now. */
const firstImages = (table: Table): string => `
SELECT c.id, c.row_id AS "rowId", c.row ->> 'identity' AS was, k.wrapped
FROM change_entry c JOIN ${table}_key k ON k.${table}_id = c.row_id
WHERE c.table_name = '${table}' AND c.id > $1::uuid AND c.row ->> 'identity' LIKE '\\\\x01%'
ORDER BY c.id LIMIT $2::int4`;

// Only where nobody touched it meanwhile: an erasure takes the bytes away.
const RESEAL_IMAGES = `
UPDATE change_entry c SET row = jsonb_set(c.row, '{identity}', to_jsonb(g.image))
FROM unnest($1::uuid[], $2::text[], $3::text[]) AS g(id, was, image)
WHERE c.id = g.id AND c.row ->> 'identity' = g.was RETURNING c.id`;

const otherWraps = (table: Table): string => `
SELECT k.${table}_id AS id, k.wrapped AS was FROM ${table}_key k
WHERE k.${table}_id > $1::uuid AND k.wrapping_key_id <> $3::int4 ORDER BY k.${table}_id LIMIT $2::int4`;

// Only where the key is the one that was read: one that was destroyed meanwhile stays so.
const rewrap = (table: Table): string => `
UPDATE ${table}_key k SET wrapped = g.wrapped, wrapping_key_id = g.wrapping_key_id
FROM unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::int4[]) AS g(id, was, wrapped, wrapping_key_id)
WHERE k.${table}_id = g.id AND k.wrapped = g.was RETURNING k.${table}_id AS id`;

const REMAINING = `SELECT (${TABLES.map(
  (table) => `(SELECT count(*) FROM ${table}_key WHERE wrapping_key_id <> $1::int4)
  + (SELECT count(*) FROM ${table} t WHERE substring(t.identity FROM 1 FOR 1) = '\\x01')
  + (SELECT count(*) FROM change_entry c WHERE c.table_name = '${table}' AND c.row ->> 'identity' LIKE '\\\\x01%')`,
).join(' + ')})::int4 AS count`;

/**
 * Brings everything that is sealed under the current wrapping key, in small transactions beside a live server: each row can
 * be read at every moment, before and after its turn. What is done is seen in the rows themselves, so a rotation that was
 * killed goes on where it was when it is run again. A value that does not open is left as it is and counted.
 */
export async function rotateVault(
  sql: Sql,
  vault: Vault,
  { batch = 200, onProgress }: RotationOptions = {},
): Promise<Rotated> {
  const { current } = vault.wrappingKeyIds();
  const total = await remaining(sql, current);
  let done = 0;
  const broken: string[] = [];
  for (const table of TABLES) {
    for (const step of [resealRows, resealImages, rewrapKeys]) {
      let last: string | null = FIRST;
      while (last !== null) {
        const window: Window = [last, batch];
        const made: Batch = await asSteward(sql, (inner) =>
          step({ sql: inner, vault, table, window, broken }),
        );
        last = made.last;
        done += made.changed;
        onProgress?.({ done, total });
      }
    }
  }
  return { done, broken };
}

/** How many values do not stand under the current wrapping key yet. */
function remaining(sql: Sql, current: number): Promise<number> {
  return asSteward(sql, async (inner) => {
    const [row] = await inner.query<{ count: number }>(REMAINING, [current]);
    return row?.count ?? 0;
  });
}

interface Batch {
  /** Id of the last row that was looked at; null = there were none. */
  readonly last: string | null;
  readonly changed: number;
}

/** The id after which rows are taken, and how many of them. */
type Window = readonly [after: string, batch: number];

/** One transaction of a rotation. */
interface Step {
  readonly sql: Sql;
  readonly vault: Vault;
  readonly table: Table;
  readonly window: Window;
  /** Takes the ids of what does not open. */
  readonly broken: string[];
}

async function resealRows({ sql, vault, table, window, broken }: Step): Promise<Batch> {
  const rows = await sql.query<{ id: string; identity: Uint8Array }>(firstForms(table), window);
  const sealed = whole(rows, broken, ({ id, identity }) => ({
    id,
    ...vault.seal(table, id, vault.open(table, id, identity, null)),
  }));
  const changed = await sql.query(reseal(table), [
    sealed.map(({ id }) => id),
    sealed.map(({ identity }) => identity),
    sealed.map(({ key }) => key.wrapped),
    sealed.map(({ key }) => key.wrappingKeyId),
  ]);
  return { last: rows.at(-1)?.id ?? null, changed: changed.length };
}

async function resealImages({ sql, vault, table, window, broken }: Step): Promise<Batch> {
  const images = await sql.query<{
    readonly id: string;
    readonly rowId: string;
    readonly was: string;
    readonly wrapped: Uint8Array;
  }>(firstImages(table), window);
  const sealed = whole(images, broken, ({ id, rowId, was, wrapped }) => {
    const value = vault.openPast(table, rowId, Buffer.from(was.slice(2), 'hex'), wrapped);
    const bytes = vault.reseal(table, rowId, wrapped, value);
    return { id, was, image: `\\x${Buffer.from(bytes).toString('hex')}` };
  });
  const changed = await sql.query(RESEAL_IMAGES, [
    sealed.map(({ id }) => id),
    sealed.map(({ was }) => was),
    sealed.map(({ image }) => image),
  ]);
  return { last: images.at(-1)?.id ?? null, changed: changed.length };
}

async function rewrapKeys({ sql, vault, table, window, broken }: Step): Promise<Batch> {
  const { current } = vault.wrappingKeyIds();
  const rows = await sql.query<{ readonly id: string; readonly was: Uint8Array }>(
    otherWraps(table),
    [...window, current],
  );
  const keys = whole(rows, broken, ({ id, was }) => ({ id, was, ...vault.rewrap(table, id, was) }));
  const changed = await sql.query(rewrap(table), [
    keys.map(({ id }) => id),
    keys.map(({ was }) => was),
    keys.map(({ wrapped }) => wrapped),
    keys.map(({ wrappingKeyId }) => wrappingKeyId),
  ]);
  return { last: rows.at(-1)?.id ?? null, changed: changed.length };
}

/** What `make` makes of each row; a row whose sealed value does not open is left out and its id noted. */
function whole<Row extends { readonly id: string }, Made>(
  rows: readonly Row[],
  broken: string[],
  make: (row: Row) => Made,
): Made[] {
  return rows.flatMap((row) => {
    try {
      return [make(row)];
    } catch (error) {
      if (!(error instanceof SealBrokenError)) throw error;
      broken.push(row.id);
      return [];
    }
  });
}
