import type { App } from '../app.js';
import type { Principal } from '../auth/principal.js';
import { Fault } from '../errors.js';

/** Runs over areas that a process does at once: each holds a connection, and the database has other work. */
const MOST_RUNS = 2;
const RETRY_MS = 10_000;

const running = new WeakMap<App, Set<string>>();

/**
 * Takes a place for a run over an area: one a caller, and a few in the process.
 *
 * @returns gives the place back.
 * @throws Fault RATE_LIMITED, with `retryAfterMs`, where none is free.
 */
export function admitRun(app: App, { clientId, subject }: Principal): () => void {
  const callers = running.get(app) ?? new Set<string>();
  running.set(app, callers);
  const caller = `${clientId} ${subject}`;
  if (callers.has(caller) || callers.size >= MOST_RUNS) {
    throw new Fault('RATE_LIMITED', 'A run over an area is under way; ask again later.', RETRY_MS);
  }
  callers.add(caller);
  return () => void callers.delete(caller);
}
