import { readFileSync, statSync } from 'node:fs';
import type { RenewKeys } from '../../prisma/vault/vault.js';
import type { KeySource } from '../environment.js';
import { parseKeys } from '../keys.js';

const BETWEEN_LOOKS_MS = 1_000;

/**
 * Follows the key file, so that a server takes new wrapping keys without a restart: within a second of the change before it
 * seals, and at once when a value names a key that it does not hold. A file that cannot be read, or holds what is no key file,
 * changes nothing. Keys from the environment never change.
 */
export function followKeys(source: KeySource, now: () => Date): RenewKeys {
  if ('json' in source) return () => null;
  const { file } = source;
  let looked = 0;
  let seen = markOf(file);
  return (isMissed) => {
    const at = now().getTime();
    if (!isMissed && at - looked < BETWEEN_LOOKS_MS) return null;
    looked = at;
    const mark = markOf(file);
    if (mark === null || mark === seen) return null;
    try {
      const { vault } = parseKeys(readFileSync(file, 'utf8'), file);
      seen = mark;
      return vault;
    } catch {
      return null;
    }
  };
}

/** Tells one state of a file from another; null where there is none that its owner alone can read. */
function markOf(file: string): string | null {
  const state = statSync(file, { throwIfNoEntry: false });
  if (state === undefined) return null;
  if (process.platform !== 'win32' && (state.mode & 0o077) !== 0) return null;
  return `${state.ino} ${state.mtimeMs} ${state.size}`;
}
