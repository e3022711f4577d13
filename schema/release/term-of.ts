/** From when an element is deprecated, and from when it may be gone: days, `YYYY-MM-DD`. */
export interface DeprecationTerm {
  readonly since: string;
  readonly sunset: string;
}

const FORM = /^\S.* Since (\d{4}-\d{2}-\d{2})\. Sunset (\d{4}-\d{2}-\d{2})\.$/s;

/**
 * The term that the reason of a deprecation states. Its form is closed: what to use instead, then
 * `Since 2026-12-01. Sunset 2027-06-30.`
 *
 * @returns null where it states none, or a day that no calendar has.
 */
export function termOf(reason: string): DeprecationTerm | null {
  const [, since = '', sunset = ''] = FORM.exec(reason) ?? [];
  return isDay(since) && isDay(sunset) ? { since, sunset } : null;
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}
