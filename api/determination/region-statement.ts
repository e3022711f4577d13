import { compile } from '../eligibility/compile.js';
import { inForce } from '../eligibility/in-force.js';
import type { RuleSet } from '../eligibility/rule-set.js';
import { literal } from '../eligibility/sql-names.js';

const AS_OF = '$1::date';
const ADULT = "interval '18 years'";

/**
 * Decides everybody of a range of villages by a rule set, as tables: at last `placed`, a row a household (of a program that
 * serves households, asked about who manages the family) or a person, with `household_id`, `person_id`, `village_code`,
 * `outcome`, `per_year` (whole rupiah, null unless eligible) and `standing` (the state of the enrolment). Nothing is recorded.
 *
 * Parameters: $1 asOf, $2 and $3 the half-open range of village codes. What is read comes from functions of
 * the database that cut the range to the caller's territory, and give nothing to who has no part in determinations.
 *
 * @returns what follows WITH.
 */
export function regionStatement(ruleSet: RuleSet): string {
  const { unit, program } = ruleSet;
  const source = {
    asOf: AS_OF,
    subjects: 'select ord, person_id, null::jsonb as claims from place',
  };
  const own = unit === 'HOUSEHOLD' ? 'e.person_id is null and e.household_id' : 'e.person_id';
  const key = unit === 'HOUSEHOLD' ? 'p.household_id' : 'p.person_id';
  return `${TABLES.map(
    (table) => `${table} as materialized (select * from region_${table}($2, $3))`,
  ).join(',\n    ')},
    place as materialized (
      ${unit === 'HOUSEHOLD' ? HOUSEHOLDS : PEOPLE}),
    decided_here as (
      ${compile(ruleSet, source)}),
    placed as (
      select p.household_id, p.person_id, p.village_code, d.outcome, d.per_year,
        case when d.household_id is not null then d.enrolment
          else coalesce((select e.status::text from enrolment e
            where ${own} = ${key} and e.program_code = ${literal(program)} and ${inForce('e', AS_OF)}
            order by e.since desc, e.status desc limit 1), 'NOT_ENROLLED') end as standing
      from place p join decided_here d on d.ord = p.ord)`;
}

/** What is read, each by a function of that name (migration 0015). In the rest of the statement they stand for the tables. */
const TABLES = [
  'household',
  'person',
  'household_member',
  'registry_listing',
  'housing_condition',
  'disaster_loss',
  'exclusion',
  'enrolment',
  'person_condition',
  'dukcapil_match',
] as const;

// The order is that of the managing member: the living first, then the head, then the eldest adult.
const HOUSEHOLDS = `select row_number() over ()::int as ord, b.id as household_id, b.village_code, m.person_id
      from household b left join (
        select distinct on (m.household_id) m.household_id, m.person_id
        from household_member m join person f on f.id = m.person_id
        left join (select distinct on (k.person_id) k.person_id, k.status from dukcapil_match k
          where k.checked_on <= ${AS_OF} order by k.person_id, k.checked_on desc) k on k.person_id = f.id
        where ${inForce('m', AS_OF)} and f.birth_date <= ${AS_OF}
        order by m.household_id, coalesce(f.death_date <= ${AS_OF}, false), coalesce(k.status = 'DECEASED', false),
          case when m.relationship = 'HEAD' then 0 when f.birth_date <= (${AS_OF} - ${ADULT})::date then 1 else 2 end,
          f.birth_date, f.id) m on m.household_id = b.id`;

const PEOPLE = `select row_number() over ()::int as ord, f.household_id, f.village_code, f.id as person_id
      from person f where f.birth_date <= ${AS_OF}`;
