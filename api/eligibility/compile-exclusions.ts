import type { FactPart } from './fact-part.js';
import { inForce } from './in-force.js';
import type { RuleSet } from './rule-set.js';

/** The grounds on the household, and on whoever they exclude it by: `grounds` of `xh` and `xp`. */
export function compileExclusions({ unit }: RuleSet, asOf: string): FactPart {
  const [people, key] =
    unit === 'HOUSEHOLD' ? ['living_member', 'household_id'] : ['asked', 'person_id'];
  return {
    tables: [
      `household_exclusion as (
      select x.household_id, array_agg(x.ground_code::text) as grounds
      from family f join exclusion x on x.household_id = f.household_id
      where x.person_id is null and ${inForce('x', asOf)} group by x.household_id)`,
      `person_exclusion as (
      select o.${key}, array_agg(x.ground_code::text) as grounds
      from ${people} o join exclusion x on x.person_id = o.person_id
      where ${inForce('x', asOf)} group by o.${key})`,
    ],
    joins: [
      'left join household_exclusion xh on xh.household_id = h.household_id',
      `left join person_exclusion xp on xp.${key} = h.${key}`,
    ],
    columns: [],
  };
}
