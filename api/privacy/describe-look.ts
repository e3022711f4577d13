import type { RefusalWords } from '../refusal-error.js';
import { CASE_TEAM_MARK } from '../access/record-access.js';
import { ACCESS_ACTIONS, HOUSEHOLD_ADMINISTRATION, UNNAMED_ACTION } from './access-actions.js';
import { dataGroupsOf, type DataGroup } from './data-groups-of.js';
import type { LoggedLook } from './read-access-log.js';

/** How a look came to a person. */
export const REACHES = ['DIRECT', 'HOUSEHOLD', 'PASSING'] as const;
export type Reach = (typeof REACHES)[number];

/** A look in words for the person. */
export interface DescribedLook {
  readonly reach: Reach;
  readonly words: RefusalWords;
  readonly groups: readonly DataGroup[];
}

/**
 * What a look was, as far as it is this person's affair. What was done about another member shows as household
 * administration, whatever it was.
 */
export function describeLook({
  action,
  fields,
  isFirst,
}: Pick<LoggedLook, 'action' | 'fields' | 'isFirst'>): DescribedLook {
  const { about, words } = ACCESS_ACTIONS[action] ?? UNNAMED_ACTION;
  if (about === 'FIRST' && !isFirst) {
    return { reach: 'HOUSEHOLD', words: HOUSEHOLD_ADMINISTRATION.words, groups: ['HOUSEHOLD'] };
  }
  if (about === 'PASSING') {
    const own = fields.filter((field) => field !== CASE_TEAM_MARK);
    return { reach: 'PASSING', words, groups: groupsOf(own) };
  }
  return { reach: about === 'HOUSEHOLD' ? 'HOUSEHOLD' : 'DIRECT', words, groups: groupsOf(fields) };
}

function groupsOf(fields: readonly string[]): DataGroup[] {
  return [...new Set(dataGroupsOf(fields).map(({ group }) => group))];
}
