import type { Context } from '../context.js';

/** Whom one operation has shown so far, and of whom the trail already says so. */
export interface Shown {
  readonly people: Set<string>;
  readonly households: Set<string>;
  readonly writtenPeople: Set<string>;
  readonly writtenHouseholds: Set<string>;
  /** Rows found to lie in the caller's territory, so that each is asked once and not once a field. */
  readonly within: Set<unknown>;
}

const operations = new WeakMap<Context, Shown>();

/** What is kept of the operation that runs in this context. */
export function shownBy(context: Context): Shown {
  let shown = operations.get(context);
  if (shown === undefined) {
    shown = {
      people: new Set(),
      households: new Set(),
      writtenPeople: new Set(),
      writtenHouseholds: new Set(),
      within: new Set(),
    };
    operations.set(context, shown);
  }
  return shown;
}
