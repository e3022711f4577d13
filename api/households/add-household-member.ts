import type { Context } from '../context.js';
import { demandNoDuplicate } from '../duplicates/demand-no-duplicate.js';
import { insertPeople } from '../people/insert-people.js';
import { readNewPerson, type NewPersonInput } from '../people/read-new-person.js';
import { jakartaDate } from '../values/calendar-date.js';
import { changeHousehold } from './change-household.js';
import { HeadAlreadyNamedError, HeadRequiredError } from './errors.js';
import { listOpenMembers } from './list-open-members.js';
import { touchHouseholds } from './touch-households.js';

/** Somebody who is not in the registry yet joins a household. */
export interface AddHouseholdMemberInput {
  readonly householdId: string;
  readonly version: number;
  readonly member: NewPersonInput;
  /** People of the village of whom the caller says that they are others. */
  readonly distinctFrom?: readonly string[] | null | undefined;
}

/**
 * Adds a person who is not in the registry yet: a newborn, or somebody never recorded. Gives the household's id.
 *
 * @throws HouseholdNotFoundError, StaleVersionError, NikAlreadyRecordedError, PossibleDuplicateError; HeadAlreadyNamedError where a head is added to
 *   a family with a living head, HeadRequiredError where the first living member is no head; Fault FORBIDDEN, BAD_USER_INPUT.
 */
export async function addHouseholdMember(
  context: Context,
  { householdId, version, member, distinctFrom }: AddHouseholdMemberInput,
): Promise<string> {
  const { app } = context;
  const person = readNewPerson(member, 'member', jakartaDate(app.now()));
  return changeHousehold(
    context,
    {
      field: 'addHouseholdMember',
      fields: ['conditions'],
      personIds: [],
      nikIndexes: person.nik === null ? [] : [app.vault.nikIndex(person.nik)],
    },
    async ({ sql, range, address }) => {
      const [villageCode] = await touchHouseholds(sql, range, [{ id: householdId, version }]);
      const members = await listOpenMembers(sql, householdId);
      const living = members.filter(({ deathDate }) => deathDate === null);
      const hasHead = living.some(({ relationship }) => relationship === 'HEAD');
      if (person.relationship === 'HEAD' && hasHead) throw new HeadAlreadyNamedError();
      if (person.relationship !== 'HEAD' && living.length === 0) throw new HeadRequiredError();
      const home = { householdId, villageCode: villageCode! };
      await demandNoDuplicate(
        sql,
        app.vault,
        { ...home, personId: null, people: [person], distinctFrom: distinctFrom ?? [] },
        address,
      );
      await insertPeople(sql, app, home, [person]);
      return { result: householdId, householdId };
    },
  );
}
