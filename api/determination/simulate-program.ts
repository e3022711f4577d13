import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import type { RuleSet } from '../eligibility/rule-set.js';
import type { CatalogProgram } from '../programs/program-catalog.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { RegionCode } from '../values/region-code.js';
import { badInput } from '../errors.js';
import { areaLength } from './area-length.js';
import { changeRuleSet, type RuleChange } from './change-rule-set.js';
import { prepareDetermination, type DeterminationInput } from './prepare-determination.js';
import { regionStatement } from './region-statement.js';
import { runSlices } from './run-slices.js';
import { showSimulation, type Compared, type ShownComparison } from './show-simulation.js';
import { sliceRegion } from './slice-region.js';

/** A changed rule set to be tried on an area. */
export interface SimulationInput extends DeterminationInput {
  readonly change: RuleChange;
}

/** What a changed rule set would mean. Nothing of it is in force. */
export interface ProgramSimulation {
  readonly program: CatalogProgram;
  readonly ruleVersion: string;
  readonly asOf: CalendarDate;
  readonly region: RegionCode | null;
  readonly households: number;
  readonly persons: number;
  readonly total: ShownComparison;
  /** By key: 1 to 10, and UNRANKED. */
  readonly byDecile: readonly ShownComparison[];
  /** By the areas one level below. */
  readonly byRegion: readonly ShownComparison[];
}

const UNRANKED = 'UNRANKED';
const DECILES = [...Array.from({ length: 10 }, (_, index) => String(index + 1)), UNRANKED];

interface EligibleRow {
  readonly area: string;
  readonly decile: number | null;
  readonly count: bigint;
  readonly per_year: bigint;
}

/**
 * Decides everybody of an area by the rule in force and by a changed one, and compares them by decile and by area. Counts from
 * one to four, and what would tell one, are suppressed for everybody. An area is at least a district: a village asked by itself
 * would tell what another answer suppresses.
 *
 * @throws RuleChangeRefusedError where the change gives no valid rule set.
 */
export async function simulateProgram(
  context: Context,
  input: SimulationInput,
): Promise<ProgramSimulation> {
  const { program, rule, asOf, region, range } = await prepareDetermination(context, input);
  const length = areaLength(region, null);
  if (length === null || region?.length === length) {
    throw badInput('region must be a district or larger.');
  }
  const changed = changeRuleSet(rule.ruleSet, input.change);
  const { households, persons, villages, slices } = await sliceRegion(context, range);
  const statements = [rule.ruleSet, changed].map((ruleSet) => statementOf(ruleSet, length));
  const [before = [], after = []] = await runSlices<EligibleRow>(context, {
    ...{ asOf, slices, statements },
  });
  await recordAccess(context, {
    action: 'simulateProgram',
    fields: ['outcome', 'entitlement'],
    personIds: [],
    people: persons,
  });
  const codes = [...new Set(villages.map((village) => village.slice(0, length)))];
  const shown = showSimulation([
    compare(DECILES, before, after, ({ decile }) => String(decile ?? UNRANKED)),
    compare(codes, before, after, ({ area }) => area),
  ]);
  const [byDecile = [], byRegion = []] = shown.breakdowns;
  return {
    ...{ program, asOf, region, households, persons, byDecile, byRegion },
    total: shown.total,
    ruleVersion: `${program.code}@${rule.ruleSet.version}`,
  };
}

function statementOf(ruleSet: RuleSet, length: number): string {
  return `WITH ${regionStatement(ruleSet)},
ranked AS (
  SELECT DISTINCT ON (household_id) household_id, CASE WHEN listed THEN decile END AS decile
  FROM registry_listing WHERE since <= $1::date ORDER BY household_id, since DESC)
SELECT left(p.village_code, ${length}) AS area, r.decile, count(*) AS count, sum(p.per_year)::int8 AS per_year
FROM placed p LEFT JOIN ranked r ON r.household_id = p.household_id
WHERE p.outcome = 'ELIGIBLE' GROUP BY 1, 2`;
}

function compare(
  keys: readonly string[],
  before: readonly EligibleRow[],
  after: readonly EligibleRow[],
  keyOf: (row: EligibleRow) => string,
): Compared[] {
  const sums = new Map(
    keys.map((key) => [key, { before: 0, beforePerYear: 0, after: 0, afterPerYear: 0 }]),
  );
  for (const row of before) {
    const sum = sums.get(keyOf(row));
    if (sum === undefined) continue;
    sum.before += Number(row.count);
    sum.beforePerYear += Number(row.per_year);
  }
  for (const row of after) {
    const sum = sums.get(keyOf(row));
    if (sum === undefined) continue;
    sum.after += Number(row.count);
    sum.afterPerYear += Number(row.per_year);
  }
  return [...sums].map(([key, sum]) => ({ key, ...sum }));
}
