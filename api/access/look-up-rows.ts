import { compileJsonQuery, type JsonArguments, type JsonQuery } from '../../prisma/json-query.js';
import type { Context } from '../context.js';
import { findAndRecord, firstFreeParameter, type LookUp } from './look-up.js';

const TABLES = {
  households: ['Household', 'household'],
  people: ['Person', 'person'],
  proposals: ['Proposal', 'proposal'],
} as const;
const MOST_HELD = 500;
const MOST_NAMED = 200;

const compiled = new Map<string, JsonQuery | null>();
const names = new Map<string, string>();

/**
 * Finds rows, reads all that `selection` names, and writes the entry of the look, in one statement. Gives the rows in order,
 * in the shape that Prisma would give; a row that does not pass the selection's `where` is left out.
 *
 * @returns null where the selection is not covered; nothing was looked up then, and Prisma must be asked.
 */
export async function lookUpRows<Row extends object>(
  context: Context,
  look: LookUp,
  selection: object,
): Promise<Row[] | null> {
  const [model, table] = TABLES[look.kind];
  const first = firstFreeParameter(look);
  const query = heldOr(compiled, `${model} ${first} ${JSON.stringify(selection)}`, () =>
    compileJsonQuery(model, 'r', selection as JsonArguments, first),
  );
  if (query === null) return null;
  const { params, joins, condition, revive } = query;
  const expression = `(SELECT ${query.expression} FROM ${table} r ${joins} WHERE r.id = found.id AND ${condition})`;
  const name = nameOf(`${look.name} ${expression}`);
  const rows = await findAndRecord(context, look, { expression, params, name });
  return rows.flatMap(({ row }) => (row === null ? [] : [revive(row) as Row]));
}

/** A name for a statement, so that it is planned once a connection; bounded, or connections grow. */
function nameOf(statement: string): string | undefined {
  let name = names.get(statement);
  if (name === undefined && names.size < MOST_NAMED) {
    names.set(statement, (name = `look-rows-${names.size}`));
  }
  return name;
}

function heldOr<Value>(held: Map<string, Value>, key: string, make: () => Value): Value {
  let value = held.get(key);
  if (value === undefined) {
    if (held.size >= MOST_HELD) held.clear();
    held.set(key, (value = make()));
  }
  return value;
}
