/**
 * The wait that a `Retry-After` header asks for, in milliseconds; null where it is absent or unreadable. Both forms of
 * RFC 9110 10.2.3 are read: seconds, and a date.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const date = /[a-z]/i.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
