import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  COUNTED_STATES,
  WELFARE_GROUPS,
  type AreaCounts,
  type AreaStatistics,
  type CountedArea,
} from '../../api/statistics/area-counts.js';
import { showAreas, type ShownAreas } from '../../api/statistics/show-areas.js';
import { determinedUnknowns } from '../support/determined-unknowns.js';

const REGENCY = '32.11';
const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);

/** Villages of districts, by what is counted of each. */
type Country = readonly (readonly Pick<AreaCounts, 'welfare' | 'enrolled'>[])[];

function totalOf(code: string, parts: readonly AreaCounts[]): AreaCounts {
  const columns = (pick: (area: AreaCounts) => readonly number[]) =>
    pick(parts[0]!).map((_count, at) => sum(parts.map((part) => pick(part)[at]!)));
  return {
    ...{ code, name: code, people: sum(parts.map(({ people }) => people)) },
    ...{
      welfare: columns(({ welfare }) => welfare),
      enrolled: columns(({ enrolled }) => enrolled),
    },
  };
}

/** The regency and its districts, each with its parts. */
function counted(country: Country): { regency: CountedArea; districts: CountedArea[] } {
  const districts = country.map((villages, at): CountedArea => {
    const code = `${REGENCY}.0${String(at + 1)}`;
    const parts = villages.map((village, index) => ({
      ...{ ...village, code: `${code}.200${String(index + 1)}`, name: null },
      people: 3 * sum(village.welfare),
    }));
    return { total: totalOf(code, parts), parts };
  });
  const parts = districts.map(({ total }) => total);
  return { regency: { total: totalOf(REGENCY, parts), parts }, districts };
}

/** Every answer that an officer of the regency can get: about it, its districts and their villages. */
function answers(country: Country): ShownAreas[] {
  const { regency, districts } = counted(country);
  return [
    [regency],
    ...districts.flatMap((district) => [
      [regency, district],
      ...district.parts.map((village) => [regency, district, { total: village, parts: [] }]),
    ]),
  ].map((chain) => showAreas(chain, true));
}

const rowsOf = (all: readonly ShownAreas[]): AreaStatistics[] =>
  all.flatMap(({ total, areas }) => [total, ...areas]);

const small = fc.integer({ min: 0, max: 6 });
const count = fc.oneof(
  { arbitrary: fc.constant(0), weight: 3 },
  { arbitrary: small, weight: 2 },
  { arbitrary: fc.integer({ min: 5, max: 60 }), weight: 1 },
);
const list = (length: number) => fc.array(count, { minLength: length, maxLength: length });
const village = fc.record({
  welfare: list(4).map((some) => WELFARE_GROUPS.map((_group, at) => some[at] ?? 0)),
  enrolled: list(COUNTED_STATES.length),
});
const countries: fc.Arbitrary<Country> = fc.array(
  fc.array(village, { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 4 },
);

test('an area is shown alike in every answer that holds it', () => {
  fc.assert(
    fc.property(countries, (country) => {
      const shown = new Map<string | null, AreaStatistics>();
      for (const area of rowsOf(answers(country))) {
        expect(area).toEqual(shown.get(area.code) ?? area);
        shown.set(area.code, area);
      }
    }),
  );
});

test('no answer shows a number of 1 to 4', () => {
  fc.assert(
    fc.property(countries, (country) => {
      for (const { households, people, welfare, enrolled } of rowsOf(answers(country))) {
        const shown = [
          households,
          people,
          ...[...welfare, ...enrolled!].map((one) => one.households),
        ];
        expect(shown.filter((one) => one !== null && one > 0 && one < 5)).toEqual([]);
      }
    }),
  );
});

/** What a column or row of the answers is made of: cells by name, their numbers, and whether they are shown. */
interface Cells {
  readonly counts: Map<string, number>;
  readonly shown: Set<string>;
  /** Each a sum and what it is the sum of. */
  readonly sums: [string, string[]][];
}

/** The kept-back cells of 1 to 4 that all sums together determine. */
function given({ counts, shown, sums }: Cells): string[] {
  const unknown = [...counts.keys()].filter((cell) => !shown.has(cell));
  const equations = sums.map(([whole, parts]) =>
    unknown.map((cell) => (cell === whole ? -1 : parts.includes(cell) ? 1 : 0)),
  );
  return determinedUnknowns(equations)
    .map((at) => unknown[at]!)
    .filter((cell) => counts.get(cell)! > 0 && counts.get(cell)! < 5);
}

function householdCells(country: Country): Cells {
  const { regency, districts } = counted(country);
  const areas = [regency, ...districts];
  const rows = [regency.total, ...districts.flatMap(({ total, parts }) => [total, ...parts])];
  const counts = new Map(
    rows.flatMap(({ code, welfare }) => [
      ...welfare.map((one, at) => [`${code} ${String(at)}`, one] as const),
      [`${code} all`, sum(welfare)] as const,
    ]),
  );
  const columns = [...WELFARE_GROUPS.map((_group, at) => String(at)), 'all'];
  const shown = rowsOf(answers(country)).flatMap(({ code, welfare, households }) => [
    ...welfare.flatMap((one, at) => (one.households === null ? [] : [`${code} ${String(at)}`])),
    ...(households === null ? [] : [`${code} all`]),
  ]);
  return {
    counts,
    shown: new Set(shown),
    sums: [
      ...rows.map(({ code, welfare }): [string, string[]] => [
        `${code} all`,
        welfare.map((_count, at) => `${code} ${String(at)}`),
      ]),
      ...areas.flatMap(({ total, parts }) =>
        columns.map((column): [string, string[]] => [
          `${total.code} ${column}`,
          parts.map(({ code }) => `${code} ${column}`),
        ]),
      ),
    ],
  };
}

test('no number of households of 1 to 4 can be worked out from all answers together', () => {
  fc.assert(
    fc.property(countries, (country) => {
      expect(given(householdCells(country))).toEqual([]);
    }),
    { numRuns: 400 },
  );
});

test.each(COUNTED_STATES)(
  'no number of households %s of 1 to 4 can be worked out from all answers together',
  (state) => {
    const at = COUNTED_STATES.indexOf(state);
    fc.assert(
      fc.property(countries, (country) => {
        const { regency, districts } = counted(country);
        const areas = [regency, ...districts];
        const shown = rowsOf(answers(country)).filter(
          ({ enrolled }) => enrolled![at]!.households !== null,
        );
        const cells: Cells = {
          counts: new Map(
            areas
              .flatMap(({ total, parts }) => [total, ...parts])
              .map(({ code, enrolled }) => [code!, enrolled[at]!]),
          ),
          shown: new Set(shown.map(({ code }) => code!)),
          sums: areas.map(({ total, parts }) => [total.code!, parts.map(({ code }) => code!)]),
        };
        expect(given(cells)).toEqual([]);
      }),
      { numRuns: 300 },
    );
  },
);
