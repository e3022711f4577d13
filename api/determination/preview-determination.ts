import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import type { CatalogProgram } from '../programs/program-catalog.js';
import { suppressSmallCells } from '../statistics/suppress-small-cells.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { RegionCode, RegionLevelName } from '../values/region-code.js';
import { areaLength } from './area-length.js';
import { CHANGE_SQL, CHANGES, type Change } from './change.js';
import { prepareDetermination, type DeterminationInput } from './prepare-determination.js';
import { regionStatement } from './region-statement.js';
import { runSlices } from './run-slices.js';
import { sliceRegion } from './slice-region.js';

/** A preview, and by which areas it is broken down. */
export interface PreviewInput extends DeterminationInput {
  /** At most two levels below the area; one level below where absent. */
  readonly by?: RegionLevelName | null | undefined;
}

/** Of one kind of change: how many, and what falls due to them. */
export interface ChangeCount {
  readonly change: Change;
  /** Households or people, by what the program serves; null = suppressed. */
  readonly count: number | null;
  /** Whole rupiah in a full year; null = suppressed, and for who is not eligible. */
  readonly perYear: number | null;
  readonly suppressed: boolean;
}

/** The changes of one area. */
export interface ChangedArea {
  readonly code: RegionCode;
  readonly counts: readonly ChangeCount[];
}

/** What a determination would change. Nothing of it is in force. */
export interface DeterminationPreview {
  readonly program: CatalogProgram;
  readonly ruleVersion: string;
  readonly asOf: CalendarDate;
  readonly region: RegionCode | null;
  readonly households: number;
  readonly persons: number;
  readonly totals: readonly ChangeCount[];
  readonly areas: readonly ChangedArea[];
}

interface CountRow {
  readonly village: string;
  readonly change: Change;
  readonly count: bigint;
  readonly per_year: bigint | null;
}

interface Sum {
  count: number;
  perYear: number;
}

const PAID: ReadonlySet<Change> = new Set<Change>(['ENTERING', 'STAYING']);

/**
 * Decides everybody of an area by the rule in force and compares with who is enrolled. Enrolments stay as they are. Who would
 * determine the program sees every number; others see none from one to four, nor what would tell one.
 */
export async function previewDetermination(
  context: Context,
  input: PreviewInput,
): Promise<DeterminationPreview> {
  const { program, rule, asOf, region, range, decides } = await prepareDetermination(
    context,
    input,
  );
  const length = areaLength(region, input.by ?? null);
  if (length === null) throw badInput('by must be one or two levels below the region.');
  const { households, persons, villages, slices } = await sliceRegion(context, range);
  const statement = `WITH ${regionStatement(rule.ruleSet)}
SELECT village_code AS village, ${CHANGE_SQL} AS change, count(*) AS count, sum(per_year)::int8 AS per_year
FROM placed WHERE ${CHANGE_SQL} IS NOT NULL GROUP BY 1, 2`;
  const [rows = []] = await runSlices<CountRow>(context, { asOf, slices, statements: [statement] });
  await recordAccess(context, {
    action: 'previewDetermination',
    fields: ['outcome', 'enrolment', 'entitlement'],
    personIds: [],
    people: persons,
  });
  const codes = [...new Set(villages.map((village) => village.slice(0, length)))];
  const columns = CHANGES.map((change) => countColumn(change, codes, rows, decides));
  return {
    ...{ program, asOf, region, households, persons },
    ruleVersion: `${program.code}@${rule.ruleSet.version}`,
    totals: columns.map(({ total }) => total),
    areas: codes.map((code, index) => ({
      code: code as RegionCode,
      counts: columns.flatMap(({ cells }) => cells[index] ?? []),
    })),
  };
}

/** One kind of change, area by area, and its total. */
function countColumn(
  change: Change,
  codes: readonly string[],
  rows: readonly CountRow[],
  isExact: boolean,
): { readonly cells: readonly ChangeCount[]; readonly total: ChangeCount } {
  const sums = new Map<string, Sum>(codes.map((code) => [code, { count: 0, perYear: 0 }]));
  const length = codes[0]?.length ?? 0;
  const total: Sum = { count: 0, perYear: 0 };
  for (const row of rows) {
    if (row.change !== change) continue;
    for (const sum of [total, sums.get(row.village.slice(0, length))]) {
      if (sum === undefined) continue;
      sum.count += Number(row.count);
      sum.perYear += Number(row.per_year ?? 0);
    }
  }
  const counted = [...sums].map(([key, { count }]) => ({ key, count }));
  const shown = isExact ? null : suppressSmallCells(counted, total.count);
  const show = ({ count, perYear }: Sum, suppressed: boolean): ChangeCount => ({
    change,
    count: suppressed ? null : count,
    perYear: suppressed || !PAID.has(change) ? null : perYear,
    suppressed,
  });
  return {
    cells: [...sums.values()].map((sum, index) =>
      show(sum, shown?.cells[index]?.suppressed ?? false),
    ),
    total: show(total, shown?.totalSuppressed ?? false),
  };
}
