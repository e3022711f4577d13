import type { LossWindow } from './expression.js';

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

/** A value as a jsonb literal. */
export function jsonLiteral(value: object): string {
  return `${literal(JSON.stringify(value))}::jsonb`;
}
