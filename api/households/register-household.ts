import type { Context } from '../context.js';
import { changeHousehold } from './change-household.js';
import {
  insertHousehold,
  readNewHousehold,
  type RegisterHouseholdInput,
} from './insert-household.js';

/**
 * Registers a family with its members and gives its id. It stands in no version of DTKS or DTSEN yet (nobody does by
 * himself), and Dukcapil has not been asked about anybody.
 *
 * @throws VillageNotFoundError, KkNumberInUseError, NikAlreadyRecordedError, PossibleDuplicateError; Fault FORBIDDEN, and BAD_USER_INPUT as
 *   {@link readNewHousehold}.
 */
export async function registerHousehold(
  context: Context,
  input: RegisterHouseholdInput,
): Promise<string> {
  const { app } = context;
  const household = readNewHousehold(app, input);
  return changeHousehold(
    context,
    {
      field: 'registerHousehold',
      fields: ['identity', 'income', 'conditions'],
      personIds: [],
      nikIndexes: household.nikIndexes,
    },
    async (open) => {
      const id = await insertHousehold(open, app, household);
      return { result: id, householdId: id };
    },
  );
}
