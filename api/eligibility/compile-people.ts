import { memberColumns } from './fact-columns.js';
import type { FactPart } from './fact-part.js';
import { inForce } from './in-force.js';
import { factColumn } from './sql-names.js';

/**
 * The people asked about and, where the members count, everybody in their households, each with
 * Dukcapil's answer (`status`) and circumstances. A person not yet born on the date is not known.
 */
export function compilePeople(asOf: string, withMembers: boolean): FactPart {
  const faces = withMembers
    ? 'select person_id from asked union select person_id from member'
    : 'select person_id from asked';
  return {
    tables: [
      `asked as materialized (
      select distinct p.id as person_id, p.sex::text as sex, p.birth_date, p.death_date
      from subject s join person p on p.id = s.person_id where p.birth_date <= ${asOf})`,
      `home as materialized (
      select distinct on (m.person_id) m.person_id, m.household_id
      from asked a join household_member m on m.person_id = a.person_id
      where ${inForce('m', asOf)} order by m.person_id, m.since desc, m.id desc)`,
      'family as materialized (select distinct household_id from home)',
      ...(withMembers ? [memberTable(asOf)] : []),
      `face as materialized (${faces})`,
      `status as materialized (
      select distinct on (k.person_id) k.person_id, k.status::text as status
      from face f join dukcapil_match k on k.person_id = f.person_id
      where k.checked_on <= ${asOf} order by k.person_id, k.checked_on desc)`,
      `circumstance as materialized (
      select c.person_id, bool_or(c.kind = 'PREGNANT') as pregnant,
        max(c.grade) filter (where c.kind = 'SCHOOL_LEVEL') as school_level,
        max(c.grade) filter (where c.kind = 'DISABILITY') as disability,
        bool_or(c.kind = 'GROSS_HUMAN_RIGHTS_VICTIM') as gross_human_rights_victim,
        bool_or(c.kind = 'RAISED_IN_INSTITUTION') as raised_in_institution
      from face f join person_condition c on c.person_id = f.person_id
      where ${inForce('c', asOf)} group by c.person_id)`,
      ...(withMembers ? [livingTable(asOf)] : []),
    ],
    joins: [
      'left join status ps on ps.person_id = p.person_id',
      'left join circumstance c on c.person_id = p.person_id',
    ],
    columns: [],
  };
}

function memberTable(asOf: string): string {
  return `member as materialized (
      select m.household_id, m.person_id, m.relationship::text as relationship, p.sex::text as sex,
        p.birth_date, p.death_date
      from family f join household_member m on m.household_id = f.household_id
      join person p on p.id = m.person_id
      where ${inForce('m', asOf)} and p.birth_date <= ${asOf})`;
}

function livingTable(asOf: string): string {
  const columns = Object.entries(memberColumns('m', 'c', asOf))
    .map(([fact, sql]) => `${sql} as ${factColumn(fact)}`)
    .join(', ');
  return `living_member as (
      select m.household_id, m.person_id, m.relationship, m.birth_date, k.status, ${columns}
      from member m left join status k on k.person_id = m.person_id
      left join circumstance c on c.person_id = m.person_id
      where (m.death_date is null or m.death_date > ${asOf}) and k.status is distinct from 'DECEASED')`;
}
