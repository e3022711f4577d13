import { callerRange } from '../access/allows.js';
import { accessValues } from '../access/record-access.js';
import type { Context } from '../context.js';
import { badInput, Fault } from '../errors.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { parseRegionCode, territoryRange, type RegionCode } from '../values/region-code.js';
import { areaChain } from './area-chain.js';
import {
  COUNTED_STATES,
  WELFARE_GROUPS,
  type AreaCounts,
  type CountedArea,
} from './area-counts.js';
import { showAreas, type ShownAreas } from './show-areas.js';

/** What is counted: of which area, for which program, on which day. */
export interface StatisticsQuestion {
  /** The caller's territory where absent. */
  readonly region?: RegionCode | null | undefined;
  /** Code of a program; enrolments are not counted where absent. */
  readonly program?: string | null | undefined;
  /** Today in Jakarta where absent. */
  readonly asOf?: CalendarDate | null | undefined;
}

/** The answer, with the day that was counted. */
export interface RegionStatistics extends ShownAreas {
  readonly asOf: CalendarDate;
}

const WELFARE = WELFARE_GROUPS.map((group) => {
  if (group === 'NOT_LISTED') return 'l.listed IS NOT TRUE';
  const decile = group === 'NOT_RANKED' ? 'IS NULL' : `= ${group.slice('DECILE_'.length)}`;
  return `l.listed AND l.decile ${decile}`;
});
const countOf = (condition: string): string => `(count(*) FILTER (WHERE ${condition}))::int4`;

/**
 * $1 to $2 the villages of the territory, $3 the day, $4 the program, $5 the areas from the territory down to the one asked
 * about, $6 how long the codes of their parts are; then the entry, which counts the people of the last of them. A household
 * counts in the smallest of these areas that it lives in, for a part of it. Of a household's enrolments the latest counts, of
 * each member and of the family as a whole. Each household is asked for by its own indexes: what the planner takes for one
 * household in a common table expression would be joined row by row.
 */
const STATEMENT = `
WITH counted AS MATERIALIZED (
  SELECT left(h.village_code, (SELECT max(c.length) FROM unnest($5::text[], $6::int4[]) c (code, length)
      WHERE starts_with(h.village_code, c.code))) AS code,
    sum(m.people)::int4 AS people,
    ARRAY[${WELFARE.map(countOf).join(', ')}] AS welfare,
    ARRAY[${COUNTED_STATES.map((state) => countOf(`'${state}' = ANY (n.states)`)).join(', ')}] AS enrolled
  FROM household h
  CROSS JOIN LATERAL (
    SELECT count(*) AS people FROM household_member m JOIN person p ON p.id = m.person_id
    WHERE m.household_id = h.id AND m.since <= $3::date AND (m.until IS NULL OR m.until > $3::date)
      AND p.birth_date <= $3::date AND (p.death_date IS NULL OR p.death_date > $3::date)
  ) m
  LEFT JOIN LATERAL (
    SELECT r.listed, r.decile FROM registry_listing r
    WHERE r.household_id = h.id AND r.since <= $3::date ORDER BY r.since DESC LIMIT 1
  ) l ON true
  CROSS JOIN LATERAL (
    SELECT array_agg(status) AS states FROM (
      SELECT DISTINCT ON (e.person_id) e.status FROM enrolment e
      WHERE e.household_id = h.id AND e.program_code = $4
        AND e.since <= $3::date AND (e.until IS NULL OR e.until > $3::date)
      ORDER BY e.person_id, e.since DESC, e.status DESC) latest
  ) n
  WHERE h.village_code >= $1 AND h.village_code < $2 AND m.people > 0
  GROUP BY 1
), looked AS (
  INSERT INTO access_entry (id, at, request_id, action, outcome, actor, tier, territory, partner_id, purpose, legal_basis,
    fields, people, person_ids)
  SELECT $7::uuid, $8::timestamptz, $9, $10, $11::"AccessOutcome", $12, $13, $14, $15::uuid, $16::"AccessPurpose", $17,
    $18::text[], coalesce(sum(people), 0)::int4, '{}'
  FROM counted WHERE starts_with(code, ($5::text[])[cardinality($5::text[])])
)
SELECT a.code, a.name, coalesce(a.parent_code, '') AS parent, coalesce(c.people, 0) AS people, c.welfare, c.enrolled
FROM region a LEFT JOIN counted c ON c.code = a.code
WHERE a.parent_code = ANY ($5::text[]) OR a.code = ANY ($5::text[]) OR (a.parent_code IS NULL AND '' = ANY ($5::text[]))
ORDER BY a.code`;

interface Row {
  readonly code: string;
  readonly name: string;
  readonly parent: string;
  readonly people: number;
  readonly welfare: readonly number[] | null;
  readonly enrolled: readonly number[] | null;
}

/**
 * Counts the households and people of an area and of each area below it, and writes the look down, in one statement. A
 * household counts where it is recorded today if somebody living belonged to it on the day. Small numbers are kept back, and
 * are so in all answers alike: therefore what lies between the caller's territory and the area is counted as well.
 *
 * @returns null where there is no such area.
 * @throws Fault FORBIDDEN for an area that does not lie in the caller's territory, NOT_FOUND for a program that there is
 *   none of, BAD_USER_INPUT for a day in the future.
 */
export async function regionStatistics(
  context: Context,
  question: StatisticsQuestion,
): Promise<RegionStatistics | null> {
  const { app, principal } = context;
  const today = jakartaDate(app.now());
  const asOf = question.asOf ?? today;
  if (asOf > today) throw badInput('asOf must not lie in the future (Asia/Jakarta).');
  const own = callerRange(principal);
  const territory = parseRegionCode(principal.territory);
  const region = question.region ?? territory;
  const range = region === null ? own : territoryRange(region);
  if (own === null || range === null || range.low < own.low || range.high > own.high) {
    throw new Fault('FORBIDDEN', 'This area does not lie in the territory of the caller.');
  }
  const program = question.program ?? null;
  if (program !== null && !(await app.programs.read()).has(program)) {
    throw new Fault('NOT_FOUND', 'There is no such program.');
  }
  const chain = areaChain(territory, region);
  const codes = chain.map(({ code }) => code);
  const rows = await app.database.sql.query<Row>(
    STATEMENT,
    [
      ...[own.low, own.high, asOf, program, codes, chain.map(({ partLength }) => partLength)],
      ...accessValues(context, { action: 'regionStatistics', fields: ['statistics'] }),
    ],
    'region-statistics',
  );
  const counted = countedAreas(codes, rows);
  return counted && { asOf, ...showAreas(counted, program !== null) };
}

/** The areas of a chain with their parts, from the largest down; null where one of them does not exist. */
function countedAreas(codes: readonly string[], rows: readonly Row[]): CountedArea[] | null {
  const areas: CountedArea[] = [];
  for (const code of codes.toReversed()) {
    const itself = rows.find((row) => row.code === code);
    if (code !== '' && itself === undefined) return null;
    const below = areas[0]?.total;
    const parts = rows
      .filter(({ parent }) => parent === code)
      .map((row) => (row.code === below?.code ? below : countsOf(row)));
    const isWhole = parts.length === 0 && itself !== undefined;
    areas.unshift({ total: isWhole ? countsOf(itself) : sumOf(parts, itself), parts });
  }
  return areas;
}

function countsOf({ code, name, people, welfare, enrolled }: Row): AreaCounts {
  return {
    ...{ code, name, people },
    welfare: welfare ?? WELFARE_GROUPS.map(() => 0),
    enrolled: enrolled ?? COUNTED_STATES.map(() => 0),
  };
}

/** What the parts of an area amount to; without an area, of the whole country. */
function sumOf(areas: readonly AreaCounts[], area: Row | undefined): AreaCounts {
  const sum = (pick: (one: AreaCounts) => number): number =>
    areas.reduce((amount, one) => amount + pick(one), 0);
  return {
    ...{ code: area?.code ?? null, name: area?.name ?? null, people: sum(({ people }) => people) },
    welfare: WELFARE_GROUPS.map((_group, at) => sum(({ welfare }) => welfare[at]!)),
    enrolled: COUNTED_STATES.map((_state, at) => sum(({ enrolled }) => enrolled[at]!)),
  };
}
