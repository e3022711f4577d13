import type { Expression, FactTest, LossWindow } from './expression.js';

/** A text as an SQL literal. Only what `parseRuleSet` let through ever gets here. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** The column of a fact in the relation that an expression is asked of. */
export function factColumn(fact: string): string {
  return `"${fact}"`;
}

/** The column of the heaviest loss within a window. */
export function lossColumn({ kind, withinMonths }: LossWindow): string {
  return `"loss ${kind} ${withinMonths}"`;
}

export const COUNTED_COLUMN = '"countedMembers"';

/** What a loss column holds where there is no such loss; null is for a household that is not known. */
export const NO_LOSS = 'NONE';

/**
 * An expression as SQL over the columns of its facts. SQL's own AND, OR and NOT over NULL are strong
 * Kleene logic, so a missing fact is a NULL and needs no more care.
 */
export function compileExpression(expression: Expression<string>): string {
  if ('all' in expression) return joined(expression.all, 'and');
  if ('any' in expression) return joined(expression.any, 'or');
  if ('not' in expression) return `(not ${compileExpression(expression.not)})`;
  if ('countedMembers' in expression) {
    return `(${COUNTED_COLUMN} >= ${expression.countedMembers.atLeast})`;
  }
  if ('loss' in expression) {
    const column = lossColumn(expression.loss);
    return 'exists' in expression
      ? `((${column} <> ${literal(NO_LOSS)}) = ${expression.exists})`
      : `(${column} in ${listed(expression.in)})`;
  }
  return compileTest(expression, factColumn(expression.fact));
}

function joined(parts: readonly Expression<string>[], word: 'and' | 'or'): string {
  return `(${parts.map(compileExpression).join(` ${word} `)})`;
}

function compileTest(test: FactTest<string>, column: string): string {
  if ('is' in test) return `(${column} = ${scalar(test.is)})`;
  if ('in' in test) return `(${column} in ${listed(test.in)})`;
  if ('includesAny' in test) {
    return `(${column} && array[${test.includesAny.map(literal).join(', ')}]::text[])`;
  }
  if ('isEmpty' in test) return `((cardinality(${column}) = 0) = ${test.isEmpty})`;
  if ('within' in test) {
    // '.' is the byte before '/': everything below the region, and nothing beside it.
    const below = `${column} >= ${literal(`${test.within}.`)} collate "C" and ${column} < ${literal(`${test.within}/`)} collate "C"`;
    return `(${column} = ${literal(test.within)} or (${below}))`;
  }
  if ('atMost' in test) return `(${column} <= ${test.atMost})`;
  if ('atLeast' in test) return `(${column} >= ${test.atLeast})`;
  if ('below' in test) return `(${column} < ${test.below})`;
  return `(${column} > ${test.above})`;
}

function listed(values: readonly (number | string)[]): string {
  return `(${values.map(scalar).join(', ')})`;
}

function scalar(value: boolean | number | string): string {
  return typeof value === 'string' ? literal(value) : String(value);
}
