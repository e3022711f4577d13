import { allows } from '../access/allows.js';
import { CASE_TEAM } from '../access/rule.js';
import type { Context } from '../context.js';
import { changeHousehold } from '../households/change-household.js';
import { DateConflictError, StaleVersionError } from '../households/errors.js';
import { touchHouseholds } from '../households/touch-households.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { demandPastDate } from '../values/demand-past-date.js';
import { isUuid } from '../values/is-uuid.js';
import { ClassificationEndedError, ClassificationNotFoundError } from './errors.js';

/** That a classification holds no longer. */
export interface EndClassificationInput {
  readonly id: string;
  /** Version of the classification. */
  readonly version: number;
  /** First day on which it no longer holds. */
  readonly until: CalendarDate;
}

interface Found {
  readonly householdId: string;
  readonly personId: string | null;
  readonly isHidden: boolean;
}

const FIND_STATEMENT = `
SELECT c.household_id AS "householdId", c.person_id AS "personId", c.sensitivity = 'R3' AS "isHidden"
FROM classification c JOIN household h ON h.id = c.household_id
WHERE c.id = $1::uuid AND h.village_code >= $2 AND h.village_code < $3 AND (c.sensitivity <> 'R3' OR $4::boolean)`;

const READ_STATEMENT =
  'SELECT version, since, until FROM classification WHERE id = $1::uuid FOR UPDATE';

const END_STATEMENT =
  'UPDATE classification SET until = $2::date, version = version + 1 WHERE id = $1::uuid';

/**
 * Ends a classification and gives its id. One of R3 is found by the case team alone, and ending it does not count as a
 * change of the household, whose version others can see.
 *
 * @throws ClassificationNotFoundError, alike for one that is not the caller's to see; StaleVersionError,
 *   ClassificationEndedError, DateConflictError; Fault FORBIDDEN, BAD_USER_INPUT for a day in the future.
 */
export async function endClassification(
  context: Context,
  { id, version, until }: EndClassificationInput,
): Promise<string> {
  const { app, principal } = context;
  demandPastDate('until', until, jakartaDate(app.now()));
  return changeHousehold(
    context,
    { field: 'endClassification', fields: ['classification'], personIds: [] },
    async ({ sql, range, address }) => {
      const isCaseTeam = allows(CASE_TEAM, principal);
      const [found] = isUuid(id)
        ? await sql.query<Found>(FIND_STATEMENT, [id, range.low, range.high, isCaseTeam])
        : [];
      if (found === undefined) throw new ClassificationNotFoundError();
      const { householdId, personId, isHidden } = found;
      if (personId !== null) address(personId);
      await touchHouseholds(sql, range, [{ id: householdId, version: null }], !isHidden);
      const [is] = await sql.query<{ version: number; since: string; until: string | null }>(
        READ_STATEMENT,
        [id],
      );
      if (is === undefined) throw new ClassificationNotFoundError();
      if (is.version !== version) throw new StaleVersionError(id, is.version);
      if (is.until !== null) throw new ClassificationEndedError();
      if (until < is.since) throw new DateConflictError();
      await sql.query(END_STATEMENT, [id, until]);
      return { result: id, householdId };
    },
  );
}
