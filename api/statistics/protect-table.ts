import { findBridge } from './find-bridge.js';
import { reach, type Place, type Reached } from './reach.js';
import { splitSums, type Ties } from './split-sums.js';
import { SMALLEST_SHOWN } from './suppress-small-cells.js';

/** A table of counts with its sums in it. */
export interface CountTable {
  /** Rows of equal length, the last cell of each the sum of the others. */
  readonly cells: readonly (readonly number[])[];
  /** Whether the last row is the sum of the others. */
  readonly sumsColumns: boolean;
  /** What is kept back of that last row, where another answer has decided it; null = this table decides. */
  readonly givenSums: Ties | null;
}

type Hidden = readonly (readonly boolean[])[];

/**
 * Which cells of a table with sums both ways must be kept back (for one list, `suppressSmallCells` does): those of 1 to 4 people or
 * households, and so many others that none of them can be worked out from the sums. In each row and column of which one is kept
 * back, at least two are, what is kept back there amounts to five or more and is not ones alone unless the sum is kept back too;
 * and no chain of sums leads to one of them (a bridge of the graph of rows and columns). The smallest that will do are taken,
 * zeros last. Where the sums are given, what moves them in the other answer can move them in this one too.
 */
export function protectTable(table: CountTable): boolean[][] {
  const { cells, givenSums } = table;
  const last = cells.length - 1;
  const hidden = cells.map((row, at) =>
    at === last && givenSums !== null
      ? givenSums.map((tie) => tie !== null)
      : row.map((count) => count > 0 && count < SMALLEST_SHOWN),
  );
  // What is given is met first: what the rows keep back then helps.
  const { rows, columns } = linesOf(table);
  const lines = givenSums === null ? [...rows, ...columns] : [...columns, ...rows.slice(0, -1)];
  for (;;) {
    const next =
      nextInLines(table, lines, hidden) ??
      nextInTies(table, hidden) ??
      nextOverBridge(table, hidden);
    if (next === null) return hidden;
    hidden[next.row]![next.column] = true;
  }
}

/** Cells of which one is the sum of the others; the sum is the last. */
function linesOf({ cells, sumsColumns }: CountTable): { rows: Place[][]; columns: Place[][] } {
  const rows = cells.map((row, at) => row.map((_count, column) => ({ row: at, column })));
  const columns = (cells[0] ?? []).map((_count, column) =>
    cells.map((_row, at) => ({ row: at, column })),
  );
  return { rows, columns: sumsColumns ? columns : [] };
}

function nextInLines(
  table: CountTable,
  lines: readonly Place[][],
  hidden: readonly boolean[][],
): Place | null {
  const isHidden = ({ row, column }: Place) => hidden[row]![column]!;
  for (const line of lines) {
    const gone = line.filter(isHidden);
    if (gone.length === 0) continue;
    const amount = gone.reduce((sum, place) => sum + countAt(table, place), 0);
    const isSumGone = isHidden(line.at(-1)!);
    const isTold =
      (amount > 0 && amount < SMALLEST_SHOWN) || gone.every((place) => countAt(table, place) === 1);
    if (gone.length > 1 && (isSumGone || !isTold)) continue;
    const next = smallest(
      table,
      line.filter((place) => !isHidden(place)),
    );
    if (next !== null) return next;
  }
  return null;
}

/** A cell that connects what the other answer ties together and this one does not; null = there is none. */
function nextInTies(table: CountTable, hidden: Hidden): Place | null {
  const { givenSums } = table;
  const parts = hidden.slice(0, -1);
  for (const [column, tie] of (givenSums ?? []).entries()) {
    if (tie === null) continue;
    const here = reach(parts, { column: givenSums!.indexOf(tie) });
    if (here.columns.has(column)) continue;
    const next = smallest(table, between(parts, here, reach(parts, { column })));
    if (next !== null) return next;
  }
  return null;
}

/** A cell that closes a ring over one that could be worked out; null = there is none to protect. */
function nextOverBridge(table: CountTable, hidden: Hidden): Place | null {
  if (!table.sumsColumns) return null;
  const bridge = findBridge(splitSums(hidden, table.givenSums));
  return bridge && smallest(table, between(hidden, bridge.near, bridge.far));
}

/** The cells that would connect two parts of the graph. */
function between(hidden: Hidden, one: Reached, other: Reached): Place[] {
  return hidden.flatMap((cells, row) =>
    cells.flatMap((isHidden, column) =>
      !isHidden &&
      ((one.rows.has(row) && other.columns.has(column)) ||
        (other.rows.has(row) && one.columns.has(column)))
        ? [{ row, column }]
        : [],
    ),
  );
}

function smallest(table: CountTable, places: readonly Place[]): Place | null {
  const order = (place: Place): number => {
    const count = countAt(table, place);
    return count === 0 ? Number.MAX_SAFE_INTEGER : count;
  };
  return places
    .filter((place) => canHide(table, place))
    .reduce<Place | null>(
      (least, place) => (least === null || order(place) < order(least) ? place : least),
      null,
    );
}

/** Whether keeping a cell back would keep anything from anybody who reads a sum that is given as shown. */
function canHide({ cells, givenSums }: CountTable, { row, column }: Place): boolean {
  if (givenSums === null) return true;
  const last = cells.length - 1;
  if (row === last) return false;
  if (cells[row]!.at(-1) === 0) return false;
  const sum = cells[last]![column]!;
  return givenSums[column] !== null || (sum > 0 && cells[row]![column]! < sum);
}

function countAt({ cells }: CountTable, { row, column }: Place): number {
  return cells[row]![column]!;
}
