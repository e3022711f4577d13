import { createHash } from 'node:crypto';

/**
 * A UUIDv7-shaped id that always is the same for the same words: for rows that ship with the project, so that every
 * installation agrees on them. Its time part is the fixed `epochMs`.
 */
export function stableId(epochMs: number, ...words: readonly string[]): string {
  const time = epochMs.toString(16).padStart(12, '0');
  const hash = createHash('sha256').update(words.join('\0')).digest('hex');
  const variant = ((Number.parseInt(hash.slice(3, 4), 16) & 3) | 8).toString(16);
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${hash.slice(0, 3)}`,
    `${variant}${hash.slice(4, 7)}`,
    hash.slice(7, 19),
  ].join('-');
}
