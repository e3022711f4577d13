import { reach, type Place, type Reached } from './reach.js';

/** A cell that the sums give away. */
export interface Bridge extends Place {
  /** What hangs together on its row's side without it. */
  readonly near: Reached;
  /** The same on its column's side. */
  readonly far: Reached;
}

/**
 * A kept-back cell that can be worked out although its row and column hold others: in the graph whose points are rows and
 * columns and whose edges are the kept-back cells, an edge on no ring (Gusfield 1988). Null = there is none.
 */
export function findBridge(hidden: readonly (readonly boolean[])[]): Bridge | null {
  for (const [row, cells] of hidden.entries()) {
    for (const [column, isHidden] of cells.entries()) {
      if (!isHidden) continue;
      const place = { row, column };
      const near = reach(hidden, { row }, place);
      if (near.columns.has(column)) continue;
      return { ...place, near, far: reach(hidden, { column }, place) };
    }
  }
  return null;
}
