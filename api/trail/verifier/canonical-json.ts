/** A value that JSON can hold. */
export type Json =
  string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

const HALF_PAIR = /\p{Surrogate}/u;

/**
 * A value as canonical JSON (RFC 8785): members in the order of their UTF-16 code units, no spaces, numbers and strings as
 * ECMAScript writes them. Equal values give equal bytes.
 *
 * @throws Error for a number that is not finite and for a text with half a surrogate pair, which the RFC refuses.
 */
export function canonicalJson(value: Json): string {
  if (typeof value === 'string') {
    if (HALF_PAIR.test(value)) throw new Error('A text with half a surrogate pair has no form.');
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new Error('A number that is not finite has no form.');
    return JSON.stringify(value);
  }
  if (value === null || typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, one]) => `${canonicalJson(name)}:${canonicalJson(one)}`).join(',')}}`;
}

function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
