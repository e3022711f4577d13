import type { FactPart } from './fact-part.js';
import { inForce } from './in-force.js';
import type { RuleSet } from './rule-set.js';
import { literal } from './sql-names.js';

/** The latest state of each enrolment: the active ones (`active` of `eh` and `ep`), and this program's. */
export function compileEnrolments({ unit, program }: RuleSet, asOf: string): FactPart {
  const state = `max(status) filter (where program_code = ${literal(program)}) as state`;
  const active = `array_agg(program_code) filter (where status = 'ACTIVE') as active`;
  const own = unit === 'HOUSEHOLD' ? 'eh' : 'ep';
  return {
    tables: [
      `household_state as (
      select distinct on (e.household_id, e.program_code) e.household_id, e.program_code::text as program_code,
        e.status::text as status
      from family f join enrolment e on e.household_id = f.household_id
      where e.person_id is null and ${inForce('e', asOf)}
      order by e.household_id, e.program_code, e.since desc, e.status desc)`,
      `person_state as (
      select distinct on (e.person_id, e.program_code) e.person_id, e.program_code::text as program_code,
        e.status::text as status
      from home o join enrolment e on e.person_id = o.person_id
      where ${inForce('e', asOf)}
      order by e.person_id, e.program_code, e.since desc, e.status desc)`,
      `household_aid as (select household_id, ${active}, ${state} from household_state group by 1)`,
      `person_aid as (select person_id, ${active}, ${state} from person_state group by 1)`,
    ],
    joins: [
      'left join household_aid eh on eh.household_id = h.household_id',
      'left join person_aid ep on ep.person_id = h.person_id',
    ],
    columns: [`coalesce(${own}.state, 'NOT_ENROLLED') as enrolment`],
  };
}
