import type { CalendarDate } from '../values/calendar-date.js';
import { periodDays, type CalendarDays } from './period-days.js';

/** The first month whose cut-off has not passed: this one up to its cut-off, the next one afterwards. */
export function openPeriod(today: CalendarDate, calendar: CalendarDays): string {
  const period = today.slice(0, 7);
  return today <= periodDays(period, calendar).cutOffOn ? period : nextMonth(period);
}

function nextMonth(period: string): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 7);
}
