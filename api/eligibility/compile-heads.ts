import type { FactPart } from './fact-part.js';

/** How many live in each household. */
export function compileHeads(): FactPart {
  return {
    tables: ['heads as (select household_id, count(*) as living from living_member group by 1)'],
    joins: ['left join heads n on n.household_id = h.household_id'],
    columns: [],
  };
}
