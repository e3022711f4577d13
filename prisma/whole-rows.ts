const WHOLE = Symbol('whole');

/** Marks a row as read with all that was selected of it, relations included. */
export function markWhole(row: object): void {
  (row as { [WHOLE]?: true })[WHOLE] = true;
}

/** Whether a row was marked by {@link markWhole}. */
export function isWhole(row: unknown): boolean {
  return typeof row === 'object' && row !== null && (row as { [WHOLE]?: true })[WHOLE] === true;
}
