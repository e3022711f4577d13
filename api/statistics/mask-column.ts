import { suppressSmallCells } from './suppress-small-cells.js';

/** Counts of the parts of an area, and their sum. */
export interface CountColumn {
  readonly parts: readonly number[];
  readonly total: number;
  /** Parts, and at the end the area, whose number is kept back in any case. */
  readonly few: readonly boolean[];
  /** Whether the sum is kept back, where another answer has decided it. */
  readonly given: boolean | null;
}

/** Which counts of a column are kept back; the last one says it of their sum. */
export function maskColumn({ parts, total, few, given }: CountColumn): boolean[] {
  const cells = parts.map((count, at) => ({ key: String(at), count }));
  const fewParts = new Set(cells.flatMap(({ key }, at) => (few[at] === true ? [key] : [])));
  const { cells: shown, totalSuppressed } = suppressSmallCells(cells, total, fewParts);
  const hidden = shown.map(({ suppressed }) => suppressed);
  // The sum of numbers that are all shown is no secret: the smallest of them goes with it.
  if (given === true && !hidden.includes(true)) {
    const counts = parts.map((count) => (count === 0 ? Number.POSITIVE_INFINITY : count));
    const smallest = counts.indexOf(Math.min(...counts));
    if (smallest >= 0) hidden[smallest] = true;
  }
  return [...hidden, given ?? (totalSuppressed || few.at(-1) === true)];
}
