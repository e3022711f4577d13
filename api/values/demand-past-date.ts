import { badInput } from '../errors.js';
import type { CalendarDate } from './calendar-date.js';

/** Refuses a date after `today` in Asia/Jakarta. @throws Fault BAD_USER_INPUT naming the argument. */
export function demandPastDate(argument: string, date: CalendarDate, today: CalendarDate): void {
  if (date > today) throw badInput(`${argument} must not lie in the future (Asia/Jakarta).`);
}
