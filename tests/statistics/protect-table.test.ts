import fc from 'fast-check';
import { expect, test } from 'vitest';
import { protectTable } from '../../api/statistics/protect-table.js';
import { determinedUnknowns } from '../support/determined-unknowns.js';

/** A table with its sums. */
function withSums(inner: readonly (readonly number[])[]): number[][] {
  const rows = inner.map((row) => [...row, row.reduce((sum, count) => sum + count, 0)]);
  const last = rows[0]!.map((_cell, column) => rows.reduce((sum, row) => sum + row[column]!, 0));
  return [...rows, last];
}

function protect(inner: readonly (readonly number[])[]) {
  const cells = withSums(inner);
  return { cells, hidden: protectTable({ cells, sumsColumns: true, givenSums: null }) };
}

/**
 * The kept-back cells that the sums of the table determine, by linear algebra: those whose unit vector lies in the space of
 * the equations.
 */
function determined(hidden: readonly (readonly boolean[])[]): string[] {
  const unknown = hidden.flatMap((row, at) =>
    row.flatMap((isHidden, column) => (isHidden ? [[at, column] as const] : [])),
  );
  const equation = (isInLine: (row: number, column: number) => boolean): number[] =>
    unknown.map(([row, column]) => (isInLine(row, column) ? 1 : 0));
  const matrix = [
    ...hidden.map((_row, at) => equation((row) => row === at)),
    ...hidden[0]!.map((_cell, at) => equation((_row, column) => column === at)),
  ];
  // The sum of a line stands on the other side of its equation.
  hidden.forEach((row, at) => {
    const sum = unknown.findIndex(([r, c]) => r === at && c === row.length - 1);
    if (sum >= 0) matrix[at]![sum] = -1;
  });
  hidden[0]!.forEach((_cell, at) => {
    const sum = unknown.findIndex(([r, c]) => r === hidden.length - 1 && c === at);
    if (sum >= 0) matrix[hidden.length + at]![sum] = -1;
  });
  return determinedUnknowns(matrix).map((at) => unknown[at]!.join(','));
}

const tables = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 6 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(
        fc.oneof(fc.integer({ min: 0, max: 6 }), fc.constant(0), fc.integer({ min: 5, max: 400 })),
        { minLength: columns, maxLength: columns },
      ),
      { minLength: rows, maxLength: rows },
    ),
  );

test('every number of 1 to 4 is kept back, and nothing where there is none', () => {
  fc.assert(
    fc.property(tables, (inner) => {
      const { cells, hidden } = protect(inner);
      const isSmall = (count: number) => count > 0 && count < 5;
      for (const [at, row] of cells.entries()) {
        row.forEach((count, column) => {
          if (isSmall(count)) expect(hidden[at]![column]).toBe(true);
        });
      }
      if (!cells.flat().some(isSmall)) expect(hidden.flat()).not.toContain(true);
    }),
  );
});

test('no number that is kept back can be worked out from the sums', () => {
  fc.assert(
    fc.property(tables, (inner) => {
      expect(determined(protect(inner).hidden)).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test('what is kept back of a row or column never amounts to 1 to 4 beside a sum that is shown', () => {
  fc.assert(
    fc.property(tables, (inner) => {
      const { cells, hidden } = protect(inner);
      const turned = <T>(table: readonly (readonly T[])[]) =>
        table[0]!.map((_cell, column) => table.map((row) => row[column]!));
      for (const [counts, gone] of [
        [cells, hidden] as const,
        [turned(cells), turned(hidden)] as const,
      ]) {
        counts.forEach((line, at) => {
          if (gone[at]!.at(-1)) return;
          const amount = line.reduce((sum, count, i) => sum + (gone[at]![i] ? count : 0), 0);
          expect(amount === 0 || amount >= 5).toBe(true);
        });
      }
    }),
  );
});

test('one row alone keeps back the next smallest beside a small one, and a third where two amount to less than five', () => {
  const row = (...counts: number[]) =>
    protectTable({ cells: [counts], sumsColumns: false, givenSums: null })[0];
  expect(row(3, 20, 9, 0, 32)).toEqual([true, false, true, false, false]);
  expect(row(3, 4, 20, 27)).toEqual([true, true, false, false]);
  expect(row(1, 2, 20, 30, 53)).toEqual([true, true, true, false, false]);
  expect(row(2, 2)).toEqual([true, true]);
});

test('a ring of two tables that one kept-back cell joins is closed', () => {
  // Two blocks of kept-back cells, each safe by itself, and one cell between them that the sums would give away.
  const { hidden } = protect([
    [1, 4, 50, 60, 90],
    [4, 1, 3, 70, 90],
    [50, 60, 4, 3, 90],
    [50, 60, 3, 4, 90],
  ]);
  expect(hidden[1]![2]).toBe(true);
  expect(determined(hidden)).toEqual([]);
});
