import type { CalendarDate } from '../values/calendar-date.js';

/** How two birth dates come to be one person's. */
export type DateLikeness = 'SAME' | 'MISTYPED' | 'YEAR_ONLY';

/** Days that stand for "in that year", where nobody knew more. */
const OF_A_YEAR = ['01-01', '06-30', '07-01', '12-31'];

/** Nobody who lives was born before; a slip in the first digits makes years that no calendar has. */
const EARLIEST = '1850-01-01';

/** How alike two birth dates are; null = they are two people's. */
export function dateLikeness(one: CalendarDate, other: CalendarDate): DateLikeness | null {
  if (one === other) return 'SAME';
  if (one.slice(0, 4) === other.slice(0, 4)) {
    const isKnown = ![one, other].some((date) => OF_A_YEAR.includes(date.slice(5)));
    if (!isKnown) return 'YEAR_ONLY';
  }
  const differing = [...one].filter((digit, at) => digit !== other[at]).length;
  return differing === 1 || swapped(one) === other ? 'MISTYPED' : null;
}

/** Every date that is like this one, but those of its whole year: a date that is one of a year's has those as well. */
export function nearDates(date: CalendarDate): { dates: string[]; year: string | null } {
  const dates = new Set<string>([date, ...OF_A_YEAR.map((day) => `${date.slice(0, 4)}-${day}`)]);
  const other = swapped(date);
  if (isDate(other)) dates.add(other);
  for (let at = 0; at < date.length; at++) {
    if (date[at] === '-') continue;
    for (let digit = 0; digit < 10; digit++) {
      const near = `${date.slice(0, at)}${digit}${date.slice(at + 1)}`;
      if (isDate(near)) dates.add(near);
    }
  }
  return { dates: [...dates], year: OF_A_YEAR.includes(date.slice(5)) ? date.slice(0, 4) : null };
}

function swapped(date: string): string {
  return `${date.slice(0, 4)}-${date.slice(8)}-${date.slice(5, 7)}`;
}

function isDate(text: string): boolean {
  if (text < EARLIEST) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}
