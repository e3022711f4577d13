import { columnOf, modelOf, relationOf, tableOf, type Field } from './json-model.js';

/** A Prisma `where`, as data. */
export type Condition = Readonly<Record<string, unknown>>;

/** Makes a parameter of a value. */
interface Binder {
  bind(value: unknown): string;
}

const OPERATORS: Readonly<Record<string, string>> = {
  equals: '=',
  gt: '>',
  gte: '>=',
  lt: '<',
  lte: '<=',
};

/** A Prisma `where` as SQL; null where it holds something that is not covered. */
export function compileCondition(
  model: string,
  alias: string,
  where: Condition,
  binder: Binder,
): string | null {
  const terms: string[] = [];
  for (const [name, value] of Object.entries(where)) {
    const term = termOf(model, alias, name, value, binder);
    if (term === null) return null;
    terms.push(term);
  }
  return terms.length === 0 ? 'true' : `(${terms.join(' AND ')})`;
}

function termOf(
  model: string,
  alias: string,
  name: string,
  value: unknown,
  binder: Binder,
): string | null {
  if (name === 'AND' || name === 'OR') {
    const list = (Array.isArray(value) ? value : [value]) as Condition[];
    const terms = list.map((one) => compileCondition(model, alias, one, binder));
    if (terms.includes(null) || terms.length === 0) return null;
    return `(${terms.join(` ${name} `)})`;
  }
  const field = modelOf(model).get(name);
  if (field === undefined) return null;
  if (field.kind !== 'object') return scalarTerm(alias, field, value, binder);
  if (field.isList || typeof value !== 'object' || value === null) return null;
  const { target, on } = relationOf(model, field);
  const inner = `${alias}_${name.toLowerCase()}`;
  const condition = compileCondition(target, inner, value as Condition, binder);
  if (condition === null) return null;
  return `EXISTS (SELECT FROM ${tableOf(target)} ${inner} WHERE ${on(alias, inner)} AND ${condition})`;
}

function scalarTerm(alias: string, field: Field, value: unknown, binder: Binder): string | null {
  const column = `${alias}.${columnOf(field.name)}`;
  if (field.isList) return null;
  if (value === null) return `${column} IS NULL`;
  if (isPlain(value)) return `${column} = ${binder.bind(value)}`;
  if (typeof value !== 'object' || Array.isArray(value) || value instanceof Date) return null;
  const terms: string[] = [];
  for (const [operator, operand] of Object.entries(value)) {
    const term = operatorTerm(column, operator, operand, binder);
    if (term === null) return null;
    terms.push(term);
  }
  return terms.length === 0 ? null : `(${terms.join(' AND ')})`;
}

function operatorTerm(
  column: string,
  operator: string,
  operand: unknown,
  binder: Binder,
): string | null {
  const sign = OPERATORS[operator];
  if (sign !== undefined)
    return isPlain(operand) ? `${column} ${sign} ${binder.bind(operand)}` : null;
  if (operator !== 'in' || !Array.isArray(operand) || !operand.every(isPlain)) return null;
  if (operand.length === 0) return 'false';
  return `${column} IN (${operand.map((one) => binder.bind(one)).join(', ')})`;
}

function isPlain(value: unknown): value is string | number | boolean {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}
