import { PersonNotFoundError } from '../people/errors.js';
import { HeadAlreadyNamedError, HeadRequiredError } from './errors.js';
import type { OpenMember } from './list-open-members.js';

/**
 * Who becomes the head when a member leaves; null where nobody need.
 *
 * @param members the members before, the one who leaves among them.
 * @throws HeadRequiredError where living members remain without a head and none is named; HeadAlreadyNamedError where one
 *   is named and the family keeps its head; PersonNotFoundError where the one named is not among those who remain.
 */
export function chooseHead(
  members: readonly OpenMember[],
  leavingPersonId: string,
  newHeadPersonId: string | null,
): OpenMember | null {
  const remaining = members.filter(
    ({ personId, deathDate }) => personId !== leavingPersonId && deathDate === null,
  );
  if (remaining.some(({ relationship }) => relationship === 'HEAD')) {
    if (newHeadPersonId !== null) throw new HeadAlreadyNamedError();
    return null;
  }
  if (newHeadPersonId === null) {
    if (remaining.length > 0) throw new HeadRequiredError();
    return null;
  }
  const head = remaining.find(({ personId }) => personId === newHeadPersonId);
  if (head === undefined) throw new PersonNotFoundError();
  return head;
}
