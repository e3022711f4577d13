import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  SMALLEST_SHOWN,
  suppressSmallCells,
  type ShownCells,
} from '../../api/statistics/suppress-small-cells.js';

const counts = fc
  .array(fc.oneof(fc.nat(8), fc.nat(40)), { minLength: 1, maxLength: 6 })
  .map((list) => list.map((count, index) => ({ key: String(index), count })));

function sumOf(cells: readonly { readonly count: number | null }[]): number {
  return cells.reduce((sum, { count }) => sum + (count ?? 0), 0);
}

/** Every value that each hidden cell can have: at least one, and together what total and siblings leave. */
function possible({ cells, total }: ShownCells): number[] {
  const hidden = cells.filter(({ suppressed }) => suppressed).length;
  const left = total === null ? Infinity : total - sumOf(cells);
  return cells.map(({ suppressed }) => (suppressed ? Math.min(left - hidden + 1, 1_000) : 0));
}

describe('Suppressing small cells', () => {
  it('hides one to four, and shows zero and five', () => {
    const shown = suppressSmallCells(
      [0, 1, 4, 5, 60].map((count, index) => ({ key: String(index), count })),
      null,
    );
    expect(shown.cells.map(({ count }) => count)).toEqual([0, null, null, 5, 60]);
    expect(shown.cells.map(({ suppressed }) => suppressed)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
  });

  it('hides the next smallest where the total would tell the only small one', () => {
    const shown = suppressSmallCells(
      [
        { key: 'a', count: 3 },
        { key: 'b', count: 40 },
        { key: 'c', count: 12 },
      ],
      55,
    );
    expect(shown.cells.map(({ count }) => count)).toEqual([null, 40, null]);
    expect(shown.total).toBe(55);
  });

  it('hides the total where no other cell is left to hide', () => {
    const shown = suppressSmallCells(
      [
        { key: 'a', count: 3 },
        { key: 'b', count: 0 },
      ],
      3,
    );
    expect(shown).toEqual({
      cells: [
        { key: 'a', count: null, suppressed: true },
        { key: 'b', count: 0, suppressed: false },
      ],
      total: null,
      totalSuppressed: true,
    });
  });

  it('hides a further one where the hidden ones could only be all ones or all fours', () => {
    const five = [1, 1, 1, 1, 1, 30].map((count, index) => ({ key: String(index), count }));
    expect(suppressSmallCells(five, 35).cells.every(({ suppressed }) => suppressed)).toBe(true);
    const fours = [4, 4, 30, 31].map((count, index) => ({ key: String(index), count }));
    expect(suppressSmallCells(fours, 69).cells.map(({ count }) => count)).toEqual([
      null,
      null,
      null,
      31,
    ]);
  });

  it('never shows a small count', () => {
    fc.assert(
      fc.property(counts, (cells) => {
        const { cells: shown, total } = suppressSmallCells(cells, sumOf(cells));
        const numbers = [total, ...shown.map(({ count }) => count)];
        expect(numbers.filter((one) => one !== null && one > 0 && one < SMALLEST_SHOWN)).toEqual(
          [],
        );
      }),
    );
  });

  it('leaves no hidden cell that total and siblings tell', () => {
    fc.assert(
      fc.property(counts, (cells) => {
        const shown = suppressSmallCells(cells, sumOf(cells));
        const most = possible(shown);
        shown.cells.forEach(({ suppressed }, index) => {
          // From one up to the most there is more than one value.
          if (suppressed) expect(most[index]).toBeGreaterThan(1);
        });
        const hidden = shown.cells.filter(({ suppressed }) => suppressed);
        if (shown.total !== null && hidden.length > 0) {
          expect(hidden.length).toBeGreaterThan(1);
          expect(shown.total - sumOf(shown.cells)).toBeGreaterThanOrEqual(SMALLEST_SHOWN);
        }
      }),
    );
  });

  it('shows what it shows unchanged, in the order given', () => {
    fc.assert(
      fc.property(counts, (cells) => {
        const { cells: shown } = suppressSmallCells(cells, sumOf(cells));
        expect(shown.map(({ key }) => key)).toEqual(cells.map(({ key }) => key));
        shown.forEach(({ count, suppressed }, index) => {
          if (!suppressed) expect(count).toBe(cells[index]?.count);
        });
      }),
    );
  });

  it('hides what another measure hides', () => {
    const cells = [
      { key: 'a', count: 20 },
      { key: 'b', count: 30 },
      { key: 'c', count: 40 },
    ];
    const shown = suppressSmallCells(cells, 90, new Set(['b']));
    expect(shown.cells.map(({ count }) => count)).toEqual([null, null, 40]);
  });
});
