import {
  COUNTED_STATES,
  WELFARE_GROUPS,
  type AreaCounts,
  type AreaMask,
  type AreaStatistics,
  type CountedArea,
  type ShownCount,
} from './area-counts.js';
import { maskArea } from './mask-area.js';

/** An area and those below it, as they are shown. */
export interface ShownAreas {
  readonly total: AreaStatistics;
  readonly areas: readonly AreaStatistics[];
}

/**
 * Cuts counts to what may be shown of the last of the areas given, each of which is a part of the one before: the numbers of an
 * area are kept back in the answer about it exactly where they are in the answer about the area around it, so that one gives
 * away nothing that the other keeps.
 */
export function showAreas(counted: readonly CountedArea[], hasProgram: boolean): ShownAreas {
  let given: AreaMask | null = null;
  let shown: ShownAreas | null = null;
  for (const [at, area] of counted.entries()) {
    const masks = maskArea(area, given);
    const of = (one: AreaCounts, mask: AreaMask): AreaStatistics => cut(one, mask, hasProgram);
    shown = {
      total: of(area.total, masks.total),
      areas: area.parts.map((part, index) => of(part, masks.parts[index]!)),
    };
    const next = area.parts.findIndex(({ code }) => code === counted[at + 1]?.total.code);
    given = masks.parts[next] ?? null;
  }
  if (shown === null) throw new TypeError('There is no area to show.');
  return shown;
}

function cut(area: AreaCounts, mask: AreaMask, hasProgram: boolean): AreaStatistics {
  const { code, name, people, welfare, enrolled } = area;
  const show = (count: number, isHidden: boolean): ShownCount => (isHidden ? null : count);
  const households = welfare.reduce((sum, count) => sum + count, 0);
  return {
    ...{ code, name, people: show(people, mask.people) },
    households: show(households, mask.households[WELFARE_GROUPS.length] !== null),
    welfare: WELFARE_GROUPS.map((group, at) => ({
      group,
      households: show(welfare[at]!, mask.households[at] !== null),
    })),
    enrolled: hasProgram
      ? COUNTED_STATES.map((status, at) => ({
          status,
          households: show(enrolled[at]!, mask.enrolled[at]!),
        }))
      : null,
  };
}
