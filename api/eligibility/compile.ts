import type { EntitlementLine } from './entitlement-line.js';
import { compileEntitlement } from './compile-entitlement.js';
import { compileExpression } from './compile-expression.js';
import { compileFacts } from './compile-facts.js';
import type { Criterion, RuleSet } from './rule-set.js';
import { literal } from './sql-names.js';

/** Whom a compiled rule set is asked about, and when. */
export interface CompiledSource {
  /**
   * SQL of the people: `ord` (int, unique), `person_id` (uuid; NULL = nobody by that NIK, or nobody
   * whom the caller may see) and `claims` (jsonb; NULL = none).
   */
  readonly subjects: string;
  /** SQL of the date, repeated as it stands: `$1::date`. */
  readonly asOf: string;
}

/** A row of the answer, as the statement gives it. */
export interface CompiledRow {
  readonly ord: number;
  readonly person_id: string | null;
  readonly household_id: string | null;
  /** In the order of the rule set. */
  readonly findings: string[];
  readonly outcome: string;
  readonly route: string | null;
  /** Whole rupiah, int8; null unless eligible. */
  readonly per_year: bigint | string | number | null;
  readonly lines: readonly EntitlementLine[] | null;
  readonly enrolment: string;
  readonly registry_version: string | null;
}

/**
 * People by the blind index of their NIK, as arrays of equal length: $1 asOf, $2 ord (int4[]),
 * $3 blind index (bytea[]), $4 claims as JSON (text[]), $5 and $6 the half-open range of village
 * codes that the caller may see (text[]; NULL = the whole country).
 */
const SUBJECTS_BY_NIK: CompiledSource = {
  asOf: '$1::date',
  subjects: `select i.ord, p.id as person_id, i.claims::jsonb as claims
      from unnest($2::int4[], $3::bytea[], $4::text[], $5::text[], $6::text[])
        as i (ord, nik_index, claims, low, high)
      left join person p on p.nik_index = i.nik_index
        and (i.low is null or p.village_code >= i.low collate "C")
        and (i.high is null or p.village_code < i.high collate "C")`,
};

/**
 * Turns a rule set into one set-based SQL statement that decides it for any number of people: the
 * same findings, outcome, route and amounts as `evaluate`, which a property test holds it to. The
 * rule set's own values are literals in it, so its only parameters are those of the source. It is
 * made for many people: run it without a name, as a plan made for any number of them joins badly.
 *
 * @returns the text; its rows are {@link CompiledRow}s in no order.
 */
export function compile(ruleSet: RuleSet, source: CompiledSource = SUBJECTS_BY_NIK): string {
  const { criteria, entitlement } = ruleSet;
  const due = compileEntitlement(entitlement);
  const tables = [
    `subject as materialized (
      ${source.subjects})`,
    ...compileFacts(ruleSet, source.asOf),
    `judged as (
      select fact.*, ${criteria.flatMap(truths).join(',\n        ')} from fact)`,
    `found as (
      select judged.*, array[${criteria.map(finding).join(',\n        ')}]::text[] as findings,
        ${route(criteria)} as route from judged)`,
    `decided as (
      select found.*, case when 'NOT_MET' = any (findings) then 'INELIGIBLE'
        when 'UNKNOWN' = any (findings) then 'UNDETERMINED' else 'ELIGIBLE' end as outcome from found)`,
  ];
  return `with ${tables.join(',\n    ')}
    select ord, person_id, household_id, findings, outcome, route,
      case when outcome = 'ELIGIBLE' then ${due.perYear} end as per_year,
      case when outcome = 'ELIGIBLE' then ${due.lines} end as lines,
      enrolment, registry_version
    from decided`;
}

/** `applies_N` and `holds_N` of a criterion, or `holds_N_M` of each of its routes. */
function truths(criterion: Criterion, index: number): string[] {
  const { appliesWhen } = criterion;
  const applies = appliesWhen === undefined ? 'true' : compileExpression(appliesWhen);
  const holds =
    'holds' in criterion
      ? [`${compileExpression(criterion.holds)} as holds_${index}`]
      : criterion.routes.map(
          (one, place) => `${compileExpression(one.holds)} as holds_${index}_${place}`,
        );
  return [`${applies} as applies_${index}`, ...holds];
}

function holdsColumns(criterion: Criterion, index: number): string[] {
  return 'holds' in criterion
    ? [`holds_${index}`]
    : criterion.routes.map((_, place) => `holds_${index}_${place}`);
}

function finding(criterion: Criterion, index: number): string {
  const holds = holdsColumns(criterion, index).join(' or ');
  return `case when not applies_${index} then 'NOT_APPLICABLE' when applies_${index} is null then 'UNKNOWN'
          when ${holds} then 'MET' when not (${holds}) then 'NOT_MET' else 'UNKNOWN' end`;
}

/** The first route that holds, of the first criterion that has one. */
function route(criteria: readonly Criterion[]): string {
  const branches = criteria.flatMap((criterion, index) =>
    'routes' in criterion
      ? criterion.routes.map(
          (one, place) =>
            `when applies_${index} and holds_${index}_${place} then ${literal(one.route)}`,
        )
      : [],
  );
  return branches.length === 0 ? 'null::text' : `case ${branches.join(' ')} end`;
}
