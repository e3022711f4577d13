/**
 * Cells of one area that another answer keeps back: null = it shows the cell; cells of one number are tied to each other there,
 * so that one can be more if another is less, and cells of different numbers are not.
 */
export type Ties = readonly (number | null)[];

/**
 * The graph of a table whose last row is given by another answer: a row for the cells of each tie, since nothing of this table
 * can move what the other holds apart.
 */
export function splitSums(
  hidden: readonly (readonly boolean[])[],
  given: Ties | null,
): readonly (readonly boolean[])[] {
  if (given === null) return hidden;
  const ties = new Set(given.filter((tie) => tie !== null));
  return [...hidden.slice(0, -1), ...[...ties].map((tie) => given.map((one) => one === tie))];
}
