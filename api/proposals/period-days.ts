import type { CalendarDate } from '../values/calendar-date.js';

/** The days of a month that matter to proposals: data rows, by year and program. */
export interface CalendarDays {
  readonly cutOffDay: number;
  readonly pullDay: number;
}

/** Of one period. */
export interface PeriodDays {
  /** Last day on which papers count for it. */
  readonly cutOffOn: CalendarDate;
  /** Day on which the centre takes what is endorsed. */
  readonly pullOn: CalendarDate;
}

/** Cut-off and pull of a period (YYYY-MM); a day that the month does not have is its last. */
export function periodDays(period: string, { cutOffDay, pullDay }: CalendarDays): PeriodDays {
  const [year = 0, month = 0] = period.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const on = (day: number) =>
    `${period}-${String(Math.min(day, last)).padStart(2, '0')}` as CalendarDate;
  return { cutOffOn: on(cutOffDay), pullOn: on(pullDay) };
}
