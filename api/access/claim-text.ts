/** NUL and halves of characters, which no text of the database can hold. */
const IMPOSSIBLE = /[\0\p{Surrogate}]/u;

/** A claim as a text; empty for whatever a broken token put in its place. */
export function claimText(value: unknown): string {
  return typeof value === 'string' && !IMPOSSIBLE.test(value) ? value : '';
}
