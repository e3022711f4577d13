import type { FactPart } from './fact-part.js';

const ADULT = "interval '18 years'";

/** The family manager of each household: the same choice as `managingMember` makes. */
export function compileManagingMember(asOf: string): FactPart {
  return {
    tables: [
      `manager as (
      select distinct on (household_id) household_id, person_id, status from living_member
      order by household_id,
        case when relationship = 'HEAD' then 0 when birth_date <= (${asOf} - ${ADULT})::date then 1 else 2 end,
        birth_date, person_id)`,
    ],
    joins: ['left join manager mg on mg.household_id = h.household_id'],
    columns: [],
  };
}
