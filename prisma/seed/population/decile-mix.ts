import type { ProvinceProfile } from './province-profiles.js';

/** How far a percentage point of poverty moves a province on the welfare scale, in standard deviations. */
const SHIFT = 0.045;

/**
 * For each province the shares of the ten deciles, so that poorer provinces have more poor households and the whole
 * country has ten per cent in each. Welfare is a normal variable whose mean falls with the poverty of the province; the
 * nine limits are the tenths of the national mixture.
 */
export function decileShares(
  provinces: readonly ProvinceProfile[],
): ReadonlyMap<string, readonly (readonly [number, number])[]> {
  const total = provinces.reduce((sum, { thousands }) => sum + thousands, 0);
  const mean = provinces.reduce((sum, p) => sum + p.poorPercent * p.thousands, 0) / total;
  const centre = (p: ProvinceProfile): number => (mean - p.poorPercent) * SHIFT;
  const national = (limit: number): number =>
    provinces.reduce((sum, p) => sum + p.thousands * normal(limit - centre(p)), 0) / total;
  const limits = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((tenth) => solve(national, tenth / 10));
  return new Map(
    provinces.map((p) => {
      const below = [0, ...limits.map((limit) => normal(limit - centre(p))), 1];
      const share = (decile: number): number => (below[decile] ?? 1) - (below[decile - 1] ?? 0);
      return [p.code, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((d) => [d, share(d)] as const)] as const;
    }),
  );
}

/** Where a rising function reaches `value`, by halving. */
function solve(rising: (at: number) => number, value: number): number {
  let low = -8;
  let high = 8;
  for (let round = 0; round < 60; round += 1) {
    const middle = (low + high) / 2;
    if (rising(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Distribution function of the standard normal (Abramowitz and Stegun 26.2.17, error below 1e-7). */
function normal(at: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(at));
  const tail =
    (Math.exp((-at * at) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return at >= 0 ? 1 - tail : tail;
}
