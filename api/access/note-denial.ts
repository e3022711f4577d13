import type { Context } from '../context.js';
import { shownBy } from './shown.js';

/** Actions, fields and people that one operation can make the trail hold; what is beyond tells nothing more of it. */
const MOST_ACTIONS = 8;
const MOST_FIELDS = 60;
const MOST_PEOPLE = 100;

/**
 * Notes that an operation was refused something, to be written down before its answer leaves: one entry an action, however
 * many rows and fields it was.
 */
export function noteDenial(
  context: Context,
  action: string,
  fields: readonly string[],
  personId?: string,
): void {
  const { denials } = shownBy(context);
  let denial = denials.get(action);
  if (denial === undefined) {
    if (denials.size >= MOST_ACTIONS) return;
    denials.set(action, (denial = { fields: new Set(), people: new Set() }));
  }
  for (const field of fields) if (denial.fields.size < MOST_FIELDS) denial.fields.add(field);
  if (personId !== undefined && denial.people.size < MOST_PEOPLE) denial.people.add(personId);
}
