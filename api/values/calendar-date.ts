/** A calendar date, YYYY-MM-DD, without a zone. Compares as text. */
export type CalendarDate = string & { readonly __brand: 'CalendarDate' };

const FORM = /^\d{4}-\d{2}-\d{2}$/;
const JAKARTA = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' });

/** The date in `text`, or null: the form must be exact and the day must exist, between 1900 and 2199. */
export function parseCalendarDate(text: unknown): CalendarDate | null {
  if (typeof text !== 'string' || !FORM.test(text)) return null;
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text) return null;
  return text >= '1900-01-01' && text <= '2199-12-31' ? (text as CalendarDate) : null;
}

const QUARTER_HOUR_MS = 15 * 60_000;
let lastQuarter = Number.NaN;
let lastDate = '';

/** The day that an instant falls on in Asia/Jakarta, where every `asOf` without a value is counted. */
export function jakartaDate(instant: Date): CalendarDate {
  // A day begins at a quarter of an hour in every zone, so one answer serves all instants of a quarter.
  const quarter = Math.floor(instant.getTime() / QUARTER_HOUR_MS);
  if (quarter !== lastQuarter) {
    lastDate = JAKARTA.format(instant);
    lastQuarter = quarter;
  }
  return lastDate as CalendarDate;
}

/** A date column as Prisma gives it (midnight UTC) as a calendar date. */
export function fromDateColumn(value: Date): CalendarDate {
  return value.toISOString().slice(0, 10) as CalendarDate;
}
