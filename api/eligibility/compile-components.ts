import { compileExpression } from './compile-expression.js';
import { componentLines } from './component-lines.js';
import type { Components } from './rule-set.js';
import { jsonLiteral } from './sql-names.js';

/**
 * The tables that count the members of households, from `living_member` (a row a living member, with
 * the member vocabulary as columns): at last `counted`, a row a household with `people`, `per_year`
 * and `lines`. The same choice as `countPeople` makes.
 */
export function compileComponents(components: Components): string[] {
  const { list, caps = {}, maxPeople } = components;
  const byAmount = list
    .map((component, place) => ({ component, place }))
    .toSorted((one, other) => other.component.perYear - one.component.perYear);
  const fitting = byAmount
    .map(({ component, place }) => `when ${compileExpression(component.when)} then ${place}`)
    .join(' ');
  const values = list.map(
    ({ code, perYear }, place) => `(${place}, ${perYear}, ${cap(caps, code)})`,
  );
  const lines = list.flatMap((component, place) =>
    componentLines(component, components).map(
      (line, part) => `(${place}, ${part}, ${line.amount * line.count}, ${jsonLiteral(line)})`,
    ),
  );
  return [
    `fitting as (
      select household_id, person_id, birth_date, case ${fitting} end as place from living_member)`,
    `within_cap as (
      select f.*, v.per_year, v.cap,
        row_number() over (partition by f.household_id, f.place order by f.birth_date, f.person_id) as turn
      from fitting f join (values ${values.join(', ')}) v (place, per_year, cap) on v.place = f.place)`,
    `ranked as (
      select household_id, place,
        row_number() over (partition by household_id order by per_year desc, birth_date, person_id) as rank
      from within_cap where cap is null or turn <= cap)`,
    `counted as (
      select r.household_id, count(*) filter (where v.part = 0) as people, sum(v.due) as per_year,
        jsonb_agg(v.line order by r.rank, v.part) as lines
      from ranked r join (values ${lines.join(', ')}) v (place, part, due, line) on v.place = r.place
      where r.rank <= ${maxPeople} group by r.household_id)`,
  ];
}

function cap(caps: Readonly<Record<string, number>>, code: string): string {
  const most = caps[code];
  return most === undefined ? 'null::int' : String(most);
}
