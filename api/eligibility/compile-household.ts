import { literal, lossColumn, NO_LOSS } from './compile-expression.js';
import { inForce, type FactPart } from './compile-people.js';
import type { LossWindow } from './expression.js';
import type { RuleSet } from './rule-set.js';

/** The listing in force and the household's village. */
export function compileListing(asOf: string): FactPart {
  return {
    tables: [
      `listing as (
      select distinct on (l.household_id) l.household_id, l.listed, l.decile, l.period
      from family f join registry_listing l on l.household_id = f.household_id
      where l.since <= ${asOf} order by l.household_id, l.since desc)`,
    ],
    joins: [
      'left join household b on b.id = h.household_id',
      'left join listing l on l.household_id = h.household_id',
    ],
    columns: ['l.period as registry_version'],
  };
}

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

/** The heaviest verified loss of one kind within a window of months. */
export function compileLoss(window: LossWindow, index: number, asOf: string): FactPart {
  const { kind, withinMonths } = window;
  const table = `loss_${index}`;
  return {
    tables: [
      `${table} as (
      select d.household_id, max(d.damage)::text as damage
      from family f join disaster_loss d on d.household_id = f.household_id
      where d.kind = ${literal(kind)} and d.verified_on <= ${asOf} and d.happened_on <= ${asOf}
        and d.happened_on >= (${asOf} - interval '${withinMonths} months')::date
      group by d.household_id)`,
    ],
    joins: [`left join ${table} on ${table}.household_id = h.household_id`],
    columns: [
      `case when h.household_id is not null then coalesce(${table}.damage, ${literal(NO_LOSS)}) end as ${lossColumn(window)}`,
    ],
  };
}
