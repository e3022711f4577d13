import { compileComponents } from './compile-components.js';
import { compileEnrolments } from './compile-enrolments.js';
import { compileExclusions } from './compile-exclusions.js';
import { compileHeads } from './compile-heads.js';
import { compileHousing } from './compile-housing.js';
import { compileListing } from './compile-listing.js';
import { compileLoss } from './compile-loss.js';
import { compileManagingMember } from './compile-managing-member.js';
import { compilePeople } from './compile-people.js';
import type { LossWindow } from './expression.js';
import { expressionFacts } from './expression-facts.js';
import { claimColumns, HOUSE_COLUMNS, memberColumns } from './fact-columns.js';
import type { FactPart } from './fact-part.js';
import { ruleSetExpressions } from './rule-set-expressions.js';
import type { Components, ProgramUnit, RuleSet } from './rule-set.js';
import { COUNTED_COLUMN, factColumn, lossColumn } from './sql-names.js';
import type { FactName } from './vocabulary.js';

/**
 * The facts that a rule set asks, as tables over the relation `subject (ord, person_id, claims)`: at
 * last `fact`, a row a subject with a column a fact, NULL where it is missing; beside them
 * `person_id`, `household_id`, `enrolment`, `registry_version` and what the components count. Only
 * what is asked is built, and each table is joined once by its key, so that the statement stays a
 * matter of sets however many people it holds.
 *
 * @param asOf SQL of the date: `$1::date`.
 */
export function compileFacts(ruleSet: RuleSet, asOf: string): string[] {
  const { facts, losses } = expressionFacts(ruleSetExpressions(ruleSet));
  const { unit, entitlement } = ruleSet;
  const perHead = facts.has('house.floorAreaPerPersonDm2');
  const parts = [
    compilePeople(asOf, unit === 'HOUSEHOLD' || perHead),
    ...(unit === 'HOUSEHOLD' ? [compileManagingMember(asOf)] : []),
    ...(perHead ? [compileHeads()] : []),
    ...(entitlement.components === undefined ? [] : [countedPart(entitlement.components)]),
    compileListing(asOf),
    ...(facts.has('exclusionGrounds') ? [compileExclusions(ruleSet, asOf)] : []),
    compileEnrolments(ruleSet, asOf),
    ...distinct(losses).map((window, index) => compileLoss(window, index, asOf)),
    ...(Object.keys(HOUSE_COLUMNS).some((fact) => facts.has(fact)) ? [compileHousing(asOf)] : []),
  ];
  const own = Object.entries(factColumns(unit, asOf))
    .filter(([fact]) => facts.has(fact))
    .map(([fact, sql]) => `${sql} as ${factColumn(fact)}`);
  const columns = [...parts.flatMap((part) => part.columns), ...own];
  return [
    ...parts.flatMap((part) => part.tables),
    `fact as (
      select s.ord, p.person_id, h.household_id, ${columns.join(',\n        ')}
      from subject s
      left join asked p on p.person_id = s.person_id
      left join home h on h.person_id = p.person_id
      ${parts.flatMap((part) => part.joins).join('\n      ')})`,
  ];
}

function factColumns(unit: ProgramUnit, asOf: string): Readonly<Record<FactName, string>> {
  const answer =
    unit === 'HOUSEHOLD'
      ? 'case when mg.person_id is not null then mg.status else ps.status end'
      : 'ps.status';
  const personAlive = `case when p.person_id is not null
          then (p.death_date is null or p.death_date > ${asOf}) and ps.status is distinct from 'DECEASED' end`;
  const managed = `case when h.household_id is not null then mg.person_id is not null end`;
  const inHousehold = (sql: string): string =>
    `case when h.household_id is not null then ${sql} end`;
  return {
    ...memberColumns('p', 'c', asOf),
    ...HOUSE_COLUMNS,
    ...claimColumns(asOf),
    known: '(p.person_id is not null)',
    dukcapil: `case when (${answer}) not in ('NOT_CHECKED', 'SERVICE_UNAVAILABLE') then (${answer}) end`,
    alive: unit === 'HOUSEHOLD' ? `((${personAlive}) and (${managed}))` : personAlive,
    listed: 'coalesce(l.listed, false)',
    decile: 'case when l.listed then l.decile::int end',
    villageCode: 'b.village_code',
    exclusionGrounds: inHousehold(
      "coalesce(xh.grounds, '{}'::text[]) || coalesce(xp.grounds, '{}'::text[])",
    ),
    activeEnrolments: inHousehold(
      "coalesce(eh.active, '{}'::text[]) || coalesce(ep.active, '{}'::text[])",
    ),
  };
}

function countedPart(components: Components): FactPart {
  return {
    tables: compileComponents(components),
    joins: ['left join counted q on q.household_id = h.household_id'],
    columns: [
      `case when h.household_id is not null then coalesce(q.people, 0) end as ${COUNTED_COLUMN}`,
      'q.per_year as counted_per_year',
      'q.lines as counted_lines',
    ],
  };
}

function distinct(losses: readonly LossWindow[]): LossWindow[] {
  return [...new Map(losses.map((window) => [lossColumn(window), window])).values()];
}
