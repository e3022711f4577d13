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

/** The day that an instant falls on in Asia/Jakarta, where every `asOf` without a value is counted. */
export function jakartaDate(instant: Date): CalendarDate {
  return JAKARTA.format(instant) as CalendarDate;
}

/** A date column as Prisma gives it (midnight UTC) as a calendar date. */
export function fromDateColumn(value: Date): CalendarDate {
  return value.toISOString().slice(0, 10) as CalendarDate;
}
