import type { Context } from '../context.js';
import { accessValues } from './record-access.js';
import { shownBy } from './shown.js';

/** A search for rows about people: which rows, and which people each row shows. */
export interface LookUp {
  /** The operation's field, as the trail names it. */
  readonly action: string;
  /** Groups of fields that are shown. */
  readonly fields: readonly string[];
  /** What kind of row is found. */
  readonly kind: 'households' | 'people' | 'proposals';
  /** How many of the rows are shown; a page finds one more to know whether another follows. */
  readonly shown: number;
  /** A SELECT that gives `id` (uuid) and `person_ids` (uuid[]), in order; parameters from $1 on. */
  readonly select: string;
  readonly params: readonly unknown[];
  /** Name under which the statement is prepared. */
  readonly name: string;
}

/** What is read of each row found, by an expression over `found.id`; null = nothing but the id. */
export interface ReadOfRow {
  readonly expression: string;
  /** Values of its parameters, which follow those that {@link firstFreeParameter} counts. */
  readonly params: readonly unknown[];
  readonly name: string | undefined;
}

/** A row found: its id, and what was read of it. */
export interface FoundRow {
  readonly id: string;
  readonly row: Record<string, unknown> | null;
}

const ACCESS_VALUES = 13;

/** The number of the first parameter that a read of rows may use. */
export function firstFreeParameter({ params }: LookUp): number {
  return params.length + ACCESS_VALUES + 1;
}

/**
 * Finds rows and writes the entry of the look in one statement: no row is given without its entry. Gives the ids in order.
 */
export async function lookUp(context: Context, look: LookUp): Promise<string[]> {
  const rows = await findAndRecord(context, look, {
    expression: 'null::json',
    params: [],
    name: look.name,
  });
  return rows.map(({ id }) => id);
}

/** {@link lookUp} that reads the rows in the same statement. */
export async function findAndRecord(
  context: Context,
  look: LookUp,
  read: ReadOfRow,
): Promise<FoundRow[]> {
  const { action, fields, kind, shown, select, params } = look;
  const values = accessValues(context, { action, fields });
  const at = (position: number): string => `$${params.length + position}`;
  const rows = await context.app.database.sql.query<FoundRow & { people: string[] }>(
    `WITH found AS MATERIALIZED (${select}), shown AS (
  SELECT coalesce(array_agg(DISTINCT p), '{}') AS people
  FROM (SELECT person_ids FROM found LIMIT ${at(13)}::int4) AS f, unnest(f.person_ids) AS p
), looked AS (
  INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
    fields, people, person_ids)
  SELECT ${at(1)}::uuid, ${at(2)}::timestamptz, ${at(3)}, ${at(4)}, ${at(5)}::"AccessOutcome", ${at(6)}, ${at(7)}, ${at(8)},
    ${at(9)}::uuid, ${at(10)}::"AccessPurpose", ${at(11)}, ${at(12)}::text[], cardinality(people), people
  FROM shown
)
SELECT id, to_json(person_ids) AS people, ${read.expression} AS row FROM found`,
    [...params, ...values, shown, ...read.params],
    read.name,
  );
  const written = shownBy(context);
  for (const { id, people } of rows.slice(0, shown)) {
    for (const person of people) written.writtenPeople.add(person);
    if (kind === 'households') written.writtenHouseholds.add(id);
  }
  return rows;
}
