import type { Expression, FactTest } from './expression.js';
import { COUNTED_COLUMN, factColumn, literal, lossColumn, NO_LOSS } from './sql-names.js';

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
