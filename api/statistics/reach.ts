/** Rows and columns of a table, as the points of a graph whose edges are the kept-back cells. */
export interface Reached {
  readonly rows: ReadonlySet<number>;
  readonly columns: ReadonlySet<number>;
}

/** A cell of a table. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** The rows and columns that kept-back cells connect with one of them, without going through one cell. */
export function reach(
  hidden: readonly (readonly boolean[])[],
  from: { readonly row: number } | { readonly column: number },
  without: Place | null = null,
): Reached {
  const isEdge = (row: number, column: number): boolean =>
    hidden[row]![column]! && !(without?.row === row && without.column === column);
  const rowsOf = (column: number): number[] =>
    [...hidden.keys()].filter((row) => isEdge(row, column));
  const rows = new Set('row' in from ? [from.row] : rowsOf(from.column));
  const columns = new Set('row' in from ? [] : [from.column]);
  const queue = [...rows];
  for (let row = queue.pop(); row !== undefined; row = queue.pop()) {
    for (const column of hidden[row]!.keys()) {
      if (columns.has(column) || !isEdge(row, column)) continue;
      columns.add(column);
      for (const other of rowsOf(column)) {
        if (rows.has(other)) continue;
        rows.add(other);
        queue.push(other);
      }
    }
  }
  return { rows, columns };
}
