import { compileExpression } from './compile-expression.js';
import type { EntitlementRule } from './rule-set.js';
import { jsonLiteral } from './sql-names.js';

/** The year's sum and the lines, as SQL over the columns of facts and of `counted`. */
export function compileEntitlement({ lines, components }: EntitlementRule): {
  readonly perYear: string;
  readonly lines: string;
} {
  const sums: string[] = [];
  const arrays: string[] = [];
  for (const { when, ...line } of lines) {
    const applies = when === undefined ? 'true' : compileExpression(when);
    sums.push(`case when ${applies} then ${line.amount * line.count} else 0 end`);
    arrays.push(
      `case when ${applies} then jsonb_build_array(${jsonLiteral(line)}) else '[]'::jsonb end`,
    );
  }
  if (components !== undefined) {
    sums.push('coalesce(counted_per_year, 0)');
    arrays.push(`coalesce(counted_lines, '[]'::jsonb)`);
  }
  return {
    perYear: `(${['0::bigint', ...sums].join(' + ')})::bigint`,
    lines: arrays.length === 0 ? `'[]'::jsonb` : `(${arrays.join(' || ')})`,
  };
}
