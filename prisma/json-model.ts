import { getDatamodel } from './generated/pothos-types.js';

/** A field of a model, as far as statements need it. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly kind: string;
  readonly isList: boolean;
  readonly isRequired: boolean;
  readonly relationName?: string | undefined;
  readonly relationFromFields?: readonly string[] | undefined;
}

/** How a relation is followed. */
export interface Relation {
  readonly target: string;
  /** The column of the target that is joined: null where there is no such row. */
  readonly key: string;
  /** The join, given the aliases of both tables. */
  on(alias: string, inner: string): string;
}

type Models = Readonly<Record<string, { readonly fields: readonly Field[] }>>;

const models = (getDatamodel() as unknown as { datamodel: { models: Models } }).datamodel.models;
const byName = new Map(
  Object.entries(models).map(([name, { fields }]) => [
    name,
    new Map(fields.map((field) => [field.name, field])),
  ]),
);

/** The fields of a model by name. @throws Error for a model that does not exist. */
export function modelOf(model: string): ReadonlyMap<string, Field> {
  const fields = byName.get(model);
  if (fields === undefined) throw new Error(`There is no model ${model}.`);
  return fields;
}

/** Name of a model's table: every model is mapped so. */
export function tableOf(model: string): string {
  return `"${snake(model)}"`;
}

/** Name of a field's column: every field is mapped so. */
export function columnOf(field: string): string {
  return `"${snake(field)}"`;
}

/** How a relation field is followed, whichever side holds the key. */
export function relationOf(model: string, field: Field): Relation {
  const target = field.type;
  const own = field.relationFromFields?.[0];
  if (own !== undefined) {
    const key = referenced(field.name, own, target);
    return { target, key, on: (alias, inner) => `${inner}.${key} = ${alias}.${columnOf(own)}` };
  }
  for (const other of modelOf(target).values()) {
    const its = other.relationFromFields?.[0];
    if (other.relationName !== field.relationName || its === undefined) continue;
    const referred = referenced(other.name, its, model);
    const key = columnOf(its);
    return { target, key, on: (alias, inner) => `${inner}.${key} = ${alias}.${referred}` };
  }
  throw new Error(`${model}.${field.name} has no other side.`);
}

/** The column that a key refers to: `programCode` of `program` is its `code`. */
function referenced(relation: string, key: string, target: string): string {
  const rest = key.slice(relation.length);
  const name = rest.charAt(0).toLowerCase() + rest.slice(1);
  if (!key.startsWith(relation) || !modelOf(target).has(name)) {
    throw new Error(`${key} does not say which column of ${target} it refers to.`);
  }
  return columnOf(name);
}

function snake(name: string): string {
  return name.replace(/(?<=[a-z0-9])[A-Z]/g, (letter) => `_${letter}`).toLowerCase();
}
