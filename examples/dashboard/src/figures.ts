import type { RegionStatistics } from '@dinsos/sdk';
import { digits, percent, say, type PageLanguage } from './words.js';

/** What was counted of an area. */
export type Area = RegionStatistics['total'];
/** A number, or that it is kept back. */
export type Tally = Area['households'];
type State = NonNullable<Area['enrolments']>[number]['status'];

/** A number as it is written. One that is kept back need not be small: see the note below each table. */
export function written(language: PageLanguage, { count }: Tally): string {
  return count === null ? say(language, 'keptBack') : digits(language, count);
}

/** Whether somebody lives in the area, so that it is drawn. */
export function isInhabited({ households }: Area): boolean {
  return households.count !== 0;
}

/** Households of an area in a state in the program. */
export function enrolled({ enrolments }: Area, state: State): Tally {
  const found = enrolments?.find(({ status }) => status === state);
  return found?.households ?? { count: null, suppressed: true };
}

/** Households in deciles 1 to 4, for whom the large programs are; kept back where one of the four is. */
export function poorHouseholds({ welfare }: Area): Tally {
  let count = 0;
  for (const { households } of welfare.slice(0, 4)) {
    if (households.count === null) return { count: null, suppressed: true };
    count += households.count;
  }
  return { count, suppressed: false };
}

/** Active households against those in deciles 1 to 4, as a share of one; null = it cannot be computed. */
export function coverageOf(area: Area): number | null {
  const active = enrolled(area, 'ACTIVE').count;
  const poor = poorHouseholds(area).count;
  return active === null || poor === null || poor === 0 ? null : active / poor;
}

/** The coverage as it is written. */
export function writtenCoverage(language: PageLanguage, area: Area): string {
  const share = coverageOf(area);
  return share === null ? say(language, 'notComputable') : percent(language, share);
}

/** The name of a group of welfare. */
export function groupName(language: PageLanguage, group: Area['welfare'][number]['group']): string {
  if (group === 'NOT_RANKED') return say(language, 'notRanked');
  if (group === 'NOT_LISTED') return say(language, 'notListed');
  return `${say(language, 'decile')} ${group.slice('DECILE_'.length)}`;
}

/** The class that colours a group of welfare. */
export function groupLook(group: Area['welfare'][number]['group']): string {
  return `group ${group.toLowerCase().replace('_', '-')}`;
}

/** What an area is called. */
export function areaName(language: PageLanguage, { name }: Area): string {
  return name ?? say(language, 'country');
}
