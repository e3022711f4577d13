/**
 * The day `months` before a calendar date (`YYYY-MM-DD`), as PostgreSQL's `date - interval` counts:
 * a day that the earlier month does not have becomes its last day (12 months before 29 February
 * 2028 is 28 February 2027).
 */
export function monthsBefore(date: string, months: number): string {
  const total = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 - months;
  const year = Math.floor(total / 12);
  const month = total - year * 12;
  const day = Math.min(Number(date.slice(8)), new Date(Date.UTC(year, month + 1, 0)).getUTCDate());
  return `${pad(year, 4)}-${pad(month + 1, 2)}-${pad(day, 2)}`;
}

function pad(value: number, width: number): string {
  return String(value).padStart(width, '0');
}
