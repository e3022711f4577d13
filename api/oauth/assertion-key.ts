import type { ClientKey } from './client-register.js';

/** The key that signed: the one named, or the only one of its algorithm where none is; null = that cannot be said. */
export function assertionKey(
  header: Readonly<Record<string, unknown>>,
  keys: readonly ClientKey[],
): ClientKey | null {
  const { kid, alg } = header;
  const fitting = keys.filter((key) => key.alg === alg && (kid === undefined || key.kid === kid));
  const [key] = fitting;
  return fitting.length === 1 && key !== undefined ? key : null;
}
