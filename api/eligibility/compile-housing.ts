import type { FactPart } from './fact-part.js';

/** The house as last seen. */
export function compileHousing(asOf: string): FactPart {
  return {
    tables: [
      `housing as (
      select distinct on (g.household_id) g.*
      from family f join housing_condition g on g.household_id = f.household_id
      where g.recorded_on <= ${asOf} order by g.household_id, g.recorded_on desc)`,
    ],
    joins: ['left join housing g on g.household_id = h.household_id'],
    columns: [],
  };
}
