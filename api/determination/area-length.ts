import type { RegionCode, RegionLevelName } from '../values/region-code.js';

const LENGTHS: Readonly<Record<RegionLevelName, number>> = {
  PROVINCE: 2,
  REGENCY: 5,
  DISTRICT: 8,
  VILLAGE: 13,
};
const STEPS = [0, ...Object.values(LENGTHS)];

/**
 * How long the codes are by which an area is broken down: one level below it where none is named, at most two; a village by
 * itself. Null = not such a level.
 */
export function areaLength(region: RegionCode | null, by: RegionLevelName | null): number | null {
  const at = STEPS.indexOf(region?.length ?? 0);
  const below = STEPS.slice(at + 1, at + 3);
  if (below.length === 0) return by === null || by === 'VILLAGE' ? LENGTHS.VILLAGE : null;
  if (by === null) return below[0] ?? null;
  return below.includes(LENGTHS[by]) ? LENGTHS[by] : null;
}
