import type { Expression, LossWindow } from './expression.js';

/** What an expression asks. */
export interface Asked {
  readonly facts: ReadonlySet<string>;
  readonly losses: readonly LossWindow[];
  readonly countsMembers: boolean;
}

/** Every fact, loss and count that expressions ask, however deep. */
export function expressionFacts(expressions: readonly Expression<string>[]): Asked {
  const facts = new Set<string>();
  const losses: LossWindow[] = [];
  let countsMembers = false;
  const walk = (expression: Expression<string>): void => {
    if ('all' in expression) expression.all.forEach(walk);
    else if ('any' in expression) expression.any.forEach(walk);
    else if ('not' in expression) walk(expression.not);
    else if ('loss' in expression) losses.push(expression.loss);
    else if ('countedMembers' in expression) countsMembers = true;
    else facts.add(expression.fact);
  };
  expressions.forEach(walk);
  return { facts, losses, countsMembers };
}
