import {
  COUNTED_STATES,
  WELFARE_GROUPS,
  type AreaCounts,
  type AreaMask,
  type CountedArea,
} from './area-counts.js';
import { findTies } from './find-ties.js';
import { maskColumn } from './mask-column.js';
import { protectTable } from './protect-table.js';
import { splitSums } from './split-sums.js';
import { SMALLEST_SHOWN } from './suppress-small-cells.js';

/** Which numbers of an area and of its parts are kept back. */
export interface AreaMasks {
  readonly total: AreaMask;
  /** In the order of the parts. */
  readonly parts: readonly AreaMask[];
}

/**
 * Decides which numbers of an area and of its parts are kept back. Households by welfare group are one table with both its
 * sums; people, and each state of an enrolment, are a column each. Where so few households live that their number is kept back,
 * so is that of their people.
 *
 * @param given what is kept back of the area itself, as the answer about the area around it says; null = nothing says it.
 */
export function maskArea({ total, parts }: CountedArea, given: AreaMask | null): AreaMasks {
  const all = [...parts, total];
  const cells = all.map(({ welfare }) => [...welfare, householdsOf(welfare)]);
  const givenSums = given?.households ?? null;
  const hidden = protectTable({ cells, sumsColumns: parts.length > 0, givenSums });
  const tied = splitSums(hidden, givenSums);
  const households = all.map((area, row) =>
    area === total && givenSums !== null ? givenSums : findTies(tied, row),
  );
  const column = (count: (area: AreaCounts) => number, mask: boolean | null): boolean[] =>
    maskColumn({ parts: parts.map(count), total: count(total), few, given: mask });
  const few = cells.map((row) => row.at(-1)! > 0 && row.at(-1)! < SMALLEST_SHOWN);
  const people = column((area) => area.people, given?.people ?? null);
  const enrolled = COUNTED_STATES.map((_state, at) =>
    column((area) => area.enrolled[at]!, given?.enrolled[at] ?? null),
  );
  const masks = all.map((_area, row): AreaMask => ({
    households: households[row]!,
    people: people[row]!,
    enrolled: enrolled.map((states) => states[row]!),
  }));
  return { total: masks.at(-1)!, parts: masks.slice(0, -1) };
}

function householdsOf(welfare: AreaCounts['welfare']): number {
  return WELFARE_GROUPS.reduce((sum, _group, at) => sum + welfare[at]!, 0);
}
