import { reach } from './reach.js';
import type { Ties } from './split-sums.js';

/** How the rest of a table ties the kept-back cells of a row to each other. */
export function findTies(hidden: readonly (readonly boolean[])[], row: number): Ties {
  const own = hidden[row]!;
  const rest = hidden.map((cells, at) => (at === row ? cells.map(() => false) : cells));
  const ties: (number | null)[] = own.map(() => null);
  for (const column of own.keys()) {
    if (!own[column] || ties[column] !== null) continue;
    for (const other of reach(rest, { column }).columns) if (own[other]) ties[other] = column;
  }
  return ties;
}
