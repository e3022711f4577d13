import type { Context } from '../context.js';
import { PersonNotFoundError } from '../people/errors.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { demandPastDate } from '../values/demand-past-date.js';
import { changeHousehold } from './change-household.js';
import { chooseHead } from './choose-head.js';
import { DateConflictError } from './errors.js';
import { listOpenMembers, type OpenMember } from './list-open-members.js';
import { renewMembership } from './renew-membership.js';
import { touchHouseholds } from './touch-households.js';

/** Why somebody is no longer a member. */
export const REMOVAL_REASONS = ['MOVED_AWAY', 'DIED', 'SPLIT', 'RECORDED_IN_ERROR'] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

/** Somebody leaves a household and joins no other that is recorded. */
export interface RemoveHouseholdMemberInput {
  readonly householdId: string;
  readonly version: number;
  readonly personId: string;
  /** First day on which the person is no longer a member; the day of death for DIED. */
  readonly on: CalendarDate;
  readonly reason: RemovalReason;
  /** Who becomes the head, where the head leaves and others remain. */
  readonly newHeadPersonId?: string | null | undefined;
}

const END_STATEMENT = 'UPDATE household_member SET until = $2::date WHERE id = $1::uuid';
const DEATH_STATEMENT =
  'UPDATE person SET death_date = coalesce(death_date, $2::date), version = version + 1 WHERE id = $1::uuid';

/**
 * Ends a membership and gives the household's id. The person and everything known of him stay recorded. DIED sets the date
 * of death where none is recorded; RECORDED_IN_ERROR ends the membership on the day it began, so that it never held.
 *
 * @throws HouseholdNotFoundError, StaleVersionError, PersonNotFoundError, DateConflictError, HeadRequiredError,
 *   HeadAlreadyNamedError; Fault FORBIDDEN, and BAD_USER_INPUT for a day in the future.
 */
export async function removeHouseholdMember(
  context: Context,
  input: RemoveHouseholdMemberInput,
): Promise<string> {
  const { app } = context;
  const { householdId, version, personId, on, reason } = input;
  const newHeadPersonId = input.newHeadPersonId ?? null;
  demandPastDate('on', on, jakartaDate(app.now()));
  return changeHousehold(
    context,
    {
      field: 'removeHouseholdMember',
      historyAction: `removeHouseholdMember:${reason}`,
      fields: ['life'],
      personIds: newHeadPersonId === null ? [personId] : [personId, newHeadPersonId],
    },
    async ({ sql, range }) => {
      await touchHouseholds(sql, range, [{ id: householdId, version }]);
      const members = await listOpenMembers(sql, householdId);
      const leaving = members.find((member) => member.personId === personId);
      if (leaving === undefined) throw new PersonNotFoundError();
      const head = chooseHead(members, personId, newHeadPersonId);
      demandDay(leaving, head, on, reason);
      await sql.query(END_STATEMENT, [
        leaving.id,
        reason === 'RECORDED_IN_ERROR' ? leaving.since : on,
      ]);
      if (reason === 'DIED') await sql.query(DEATH_STATEMENT, [personId, on]);
      if (head !== null) {
        const headship = { id: app.newId(), householdId, relationship: 'HEAD' } as const;
        await renewMembership(sql, head.id, on, headship);
      }
      return { result: householdId, householdId };
    },
  );
}

function demandDay(
  leaving: OpenMember,
  head: OpenMember | null,
  on: CalendarDate,
  reason: RemovalReason,
): void {
  const early = on < leaving.since || (head !== null && on < head.since);
  const beforeDeath = reason === 'DIED' && leaving.deathDate !== null && on < leaving.deathDate;
  if (early || on < leaving.birthDate || beforeDeath) throw new DateConflictError();
}
