/** A count of people or households that is to be shown under a key. */
export interface CountedCell {
  readonly key: string;
  readonly count: number;
}

/** A count as it may be shown. */
export interface ShownCell {
  readonly key: string;
  /** Null where it is suppressed. */
  readonly count: number | null;
  readonly suppressed: boolean;
}

/** A breakdown as it may be shown. */
export interface ShownCells {
  /** In the order given. */
  readonly cells: readonly ShownCell[];
  /** Null where it is suppressed, or where none was given. */
  readonly total: number | null;
  readonly totalSuppressed: boolean;
}

/** The smallest count that is shown; from one up to here somebody could be known by it. Zero is shown: it is about nobody. */
export const SMALLEST_SHOWN = 5;

/**
 * Takes small counts out of a breakdown, and further ones wherever the total and the cells that are shown would tell one.
 * What is hidden is a group: at least two cells, together at least {@link SMALLEST_SHOWN}, and neither all ones nor all of the
 * largest that is suppressed, since then the sum of the group would tell each. It grows by the smallest cell that is still
 * shown and not zero; where there is none left, the total is hidden too.
 *
 * It protects one answer. Whoever shows the same people broken down in two ways must see to it that no cell of one is a
 * total of the other.
 *
 * @param cells counts of disjoint groups, each key once.
 * @param total their sum, shown beside them; null = it is shown nowhere.
 * @param hidden keys that are hidden in any case: those that another measure of the same cells hides.
 */
export function suppressSmallCells(
  cells: readonly CountedCell[],
  total: number | null,
  hidden: ReadonlySet<string> = new Set(),
): ShownCells {
  const isHidden = ({ key, count }: CountedCell): boolean => hidden.has(key) || isSmall(count);
  const group = cells.filter(isHidden);
  const rest = cells
    .filter((cell) => !isHidden(cell) && cell.count > 0)
    .toSorted((one, other) => one.count - other.count);
  let totalSuppressed = total !== null && isSmall(total);
  while (total !== null && !totalSuppressed && group.length > 0 && isTold(group)) {
    const next = rest.shift();
    if (next === undefined) totalSuppressed = true;
    else group.push(next);
  }
  const keys = new Set(group.map(({ key }) => key));
  return {
    cells: cells.map(({ key, count }) =>
      keys.has(key) ? { key, count: null, suppressed: true } : { key, count, suppressed: false },
    ),
    total: totalSuppressed ? null : total,
    totalSuppressed,
  };
}

function isSmall(count: number): boolean {
  return count > 0 && count < SMALLEST_SHOWN;
}

/** Whether the sum of the hidden cells, which total and siblings tell, tells one of them. */
function isTold(group: readonly CountedCell[]): boolean {
  const counts = group.map(({ count }) => count).filter((count) => count > 0);
  const sum = counts.reduce((all, count) => all + count, 0);
  return (
    counts.length < 2 ||
    sum < SMALLEST_SHOWN ||
    sum <= counts.length ||
    counts.every((count) => count === SMALLEST_SHOWN - 1)
  );
}
