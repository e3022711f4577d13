import { columnOf, modelOf, relationOf, tableOf } from '../../prisma/json-model.js';
import { policy } from './policy.js';
import type { ModelName, ModelPolicy } from './policy/policy.js';
import type { Rule } from './rule.js';

/** A policy of row-level security. */
export interface SecurityPolicy {
  readonly name: string;
  readonly command: 'SELECT' | 'INSERT' | 'UPDATE' | 'ALL';
  readonly roles: readonly string[];
  /** Which rows are there for the command, and as what it may leave them; absent for INSERT. */
  readonly using?: string;
  /** Which rows may be added. */
  readonly check?: string;
}

/**
 * The row-level security of a model's table, from the rule table; null = the table is open. What asks as a caller goes by
 * the rules; upkeep and the functions of the database see every row, and can do with it what they are granted.
 */
export function rowSecurity(model: ModelName): readonly SecurityPolicy[] | null {
  const {
    rows,
    adds,
    changes,
    floor,
    keeper,
  }: Pick<ModelPolicy<ModelName>, 'rows' | 'adds' | 'changes' | 'floor' | 'keeper'> = policy[model];
  const isOpen =
    'is' in rows && rows.is === 'always' && adds === undefined && changes === undefined;
  if (floor === 'open' || isOpen) return null;
  const policies: SecurityPolicy[] = [];
  // History is read of a household that the caller may see: the functions that read it go by this rule too.
  const byCaller = model === 'Household' ? ['dinsos_app', 'dinsos_historian'] : ['dinsos_app'];
  const using = rowSecurityOf(model, rows);
  if (using !== 'false') {
    policies.push({ name: 'callers_see', command: 'SELECT', roles: byCaller, using });
  }
  if (adds !== undefined) {
    const check = rowSecurityOf(model, adds);
    policies.push({ name: 'callers_add', command: 'INSERT', roles: ['dinsos_app'], check });
  }
  if (changes !== undefined) {
    const kept = rowSecurityOf(model, changes);
    policies.push({
      name: 'callers_change',
      command: 'UPDATE',
      roles: ['dinsos_app'],
      using: kept,
    });
  }
  const functions = ['dinsos_decider', 'dinsos_historian', 'dinsos_overseer'];
  const upkeep = ['dinsos_keeper', 'dinsos_steward', ...(keeper === undefined ? [] : [keeper])];
  const readers = functions.filter((role) => ![...byCaller, ...upkeep].includes(role));
  policies.push(
    { name: 'upkeep', command: 'ALL', roles: upkeep, using: 'true' },
    { name: 'functions_see', command: 'SELECT', roles: readers, using: 'true' },
  );
  return policies;
}

/**
 * A rule as an SQL expression over the columns of a model's table and the claims of the session. What the caller alone
 * decides stands in subqueries, which are run once a statement and not once a row.
 */
export function rowSecurityOf(model: ModelName, rule: Rule): string {
  const { sql, aboutCaller } = compile(model, rule);
  return aboutCaller ? once(sql) : sql;
}

interface Compiled {
  readonly sql: string;
  /** Whether the claims alone decide. */
  readonly aboutCaller: boolean;
}

function compile(model: ModelName, rule: Rule): Compiled {
  if ('all' in rule) return compileAll(model, rule.all);
  if ('any' in rule) return compileAny(model, rule.any);
  switch (rule.is) {
    case 'never':
    // Rows ask neither the scopes of a token nor the kind of a partner: such a rule shows none.
    case 'scope':
    case 'kind':
      return { sql: 'false', aboutCaller: true };
    case 'always':
      return { sql: 'true', aboutCaller: true };
    case 'tier':
      return { sql: oneOf(`claim('tier')`, rule.in), aboutCaller: true };
    case 'role':
      return {
        sql: rule.in.length === 0 ? 'false' : `claim_roles() && ARRAY[${list(rule.in)}]`,
        aboutCaller: true,
      };
    case 'purpose':
      return { sql: oneOf(`claim('purpose')`, rule.in), aboutCaller: true };
    case 'within':
      return { sql: within(model, tableOf(model), rule.path), aboutCaller: false };
    case 'owned':
      return { sql: owned(model, tableOf(model), rule.path), aboutCaller: false };
    case 'unowned':
      return { sql: unowned(model, tableOf(model), rule.path), aboutCaller: false };
    case 'one of':
      return { sql: oneOf(`${columnOf(rule.column)}::text`, rule.values), aboutCaller: false };
    case 'own':
      return {
        sql:
          rule.claim === 'partner'
            ? `${columnOf(rule.column)} = (SELECT claim_partner())`
            : `${columnOf(rule.column)}::text = (SELECT claim('${rule.claim}'))`,
        aboutCaller: false,
      };
  }
}

function compileAll(model: ModelName, rules: readonly Rule[]): Compiled {
  const parts = flatten(rules).map((rule) => compile(model, rule));
  const ofCaller = unique(parts.filter(({ aboutCaller }) => aboutCaller));
  const ofRow = unique(parts.filter(({ aboutCaller }) => !aboutCaller));
  if (ofRow.length === 0) return { sql: joined(ofCaller, ' AND ', 'true'), aboutCaller: true };
  const caller = ofCaller.length === 0 ? [] : [once(ofCaller.join(' AND '))];
  return { sql: joined([...caller, ...ofRow], ' AND ', 'true'), aboutCaller: false };
}

function compileAny(model: ModelName, rules: readonly Rule[]): Compiled {
  const parts = rules.map((rule) => compile(model, rule));
  const aboutCaller = parts.every((part) => part.aboutCaller);
  const terms = parts.map((part) => (part.aboutCaller && !aboutCaller ? once(part.sql) : part.sql));
  return { sql: joined(terms, ' OR ', 'false'), aboutCaller };
}

/** Rules that must all hold, those of nested lists among them. */
function flatten(rules: readonly Rule[]): readonly Rule[] {
  return rules.flatMap((rule) => ('all' in rule ? flatten(rule.all) : [rule]));
}

function unique(parts: readonly Compiled[]): string[] {
  return [...new Set(parts.map(({ sql }) => sql))];
}

function joined(terms: readonly string[], operator: string, empty: string): string {
  if (terms.length === 0) return empty;
  return terms.length === 1 ? terms[0]! : `(${terms.join(operator)})`;
}

function once(sql: string): string {
  return sql === 'true' || sql === 'false' ? sql : `(SELECT ${sql})`;
}

function within(model: string, alias: string, path: readonly string[]): string {
  return atEnd(model, alias, path, (column) => {
    return `(${column} >= (SELECT claim_low()) AND ${column} < (SELECT claim_high()))`;
  });
}

function owned(model: string, alias: string, path: readonly string[]): string {
  return atEnd(model, alias, path, (column) => `${column} = (SELECT claim_area())`);
}

function unowned(model: string, alias: string, path: readonly string[]): string {
  return atEnd(model, alias, path, (column) => `${column} IS NULL`);
}

/**
 * A condition on the column at the end of a path, by way of the one row to which each step of it leads. A value and not an EXISTS:
 * of that the planner would make a hash of all households that the caller may see, for a page of twenty.
 */
function atEnd(
  model: string,
  alias: string,
  [first, ...rest]: readonly string[],
  condition: (column: string) => string,
): string {
  if (first === undefined) throw new Error('A path has no end.');
  if (rest.length === 0) return condition(`${alias}.${columnOf(first)}`);
  const field = modelOf(model).get(first);
  if (field === undefined) throw new Error(`${model} has no ${first}.`);
  const { target, on } = relationOf(model, field);
  const inner = `"its_${first.toLowerCase()}"`;
  return `(SELECT ${atEnd(target, inner, rest, condition)} FROM ${tableOf(target)} ${inner} WHERE ${on(alias, inner)})`;
}

function oneOf(expression: string, values: readonly string[]): string {
  return values.length === 0 ? 'false' : `${expression} IN (${list(values)})`;
}

function list(values: readonly string[]): string {
  return values.map((value) => `'${value.replaceAll("'", "''")}'`).join(', ');
}
