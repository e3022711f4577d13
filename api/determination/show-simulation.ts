import { suppressSmallCells } from '../statistics/suppress-small-cells.js';

/** Who is eligible under two rule sets, and what falls due to them in a full year. */
export interface Compared {
  readonly key: string;
  readonly before: number;
  readonly beforePerYear: number;
  readonly after: number;
  readonly afterPerYear: number;
}

/** The same as it may be shown: all null where it is suppressed. */
export type ShownComparison = { readonly key: string; readonly suppressed: boolean } & {
  readonly [Measure in Exclude<keyof Compared, 'key'>]: number | null;
};

/** Breakdowns of one total, as they may be shown. */
export interface ShownSimulation {
  readonly total: ShownComparison;
  readonly breakdowns: readonly (readonly ShownComparison[])[];
}

const TOTAL = 'TOTAL';

/**
 * Suppresses small cells in breakdowns of the same people. A cell is small by those before, by those after, or by their
 * difference, which is about people as well; where one measure is hidden, all of the cell are. Where a total must be hidden,
 * no breakdown may give it: then nothing but zeros is shown.
 */
export function showSimulation(breakdowns: readonly (readonly Compared[])[]): ShownSimulation {
  const total = sumUp(breakdowns[0] ?? []);
  const hidden = breakdowns.map(hiddenOf);
  const nothing = hidden.some((one) => one.total);
  return {
    total: show(total, nothing),
    breakdowns: breakdowns.map((cells, index) =>
      cells.map((cell) =>
        show(cell, (nothing && !isEmpty(cell)) || (hidden[index]?.keys.has(cell.key) ?? false)),
      ),
    ),
  };
}

function hiddenOf(cells: readonly Compared[]): {
  readonly keys: ReadonlySet<string>;
  readonly total: boolean;
} {
  const measures: readonly ((cell: Compared) => number)[] = [
    ({ before }) => before,
    ({ after }) => after,
    ({ before, after }) => Math.max(0, after - before),
    ({ before, after }) => Math.max(0, before - after),
  ];
  let keys: ReadonlySet<string> = new Set();
  let isTotalHidden = false;
  // What one measure hides may leave a group of another that tells too much: until nothing is added.
  for (let size = -1; size !== keys.size;) {
    size = keys.size;
    for (const measure of measures) {
      const counted = cells.map((cell) => ({ key: cell.key, count: measure(cell) }));
      const sum = counted.reduce((all, { count }) => all + count, 0);
      const shown = suppressSmallCells(counted, sum, keys);
      keys = new Set(shown.cells.filter(({ suppressed }) => suppressed).map(({ key }) => key));
      isTotalHidden ||= shown.totalSuppressed && sum > 0;
    }
  }
  return { keys, total: isTotalHidden };
}

function sumUp(cells: readonly Compared[]): Compared {
  const sum = { key: TOTAL, before: 0, beforePerYear: 0, after: 0, afterPerYear: 0 };
  for (const cell of cells) {
    sum.before += cell.before;
    sum.beforePerYear += cell.beforePerYear;
    sum.after += cell.after;
    sum.afterPerYear += cell.afterPerYear;
  }
  return sum;
}

function isEmpty({ before, after }: Compared): boolean {
  return before === 0 && after === 0;
}

function show(cell: Compared, suppressed: boolean): ShownComparison {
  if (!suppressed) return { ...cell, suppressed };
  const { key } = cell;
  return { key, suppressed, before: null, beforePerYear: null, after: null, afterPerYear: null };
}
