import type { Sql } from '../../prisma/sql.js';
import { isUuid } from '../values/is-uuid.js';
import type { CodeRange } from '../values/region-code.js';
import { PersonNotFoundError } from './errors.js';

const HOME_STATEMENT = `SELECT household_id AS "householdId" FROM person
WHERE id = $1::uuid AND village_code >= $2 AND village_code < $3`;

/**
 * The household that holds the records of a person of the caller's territory.
 *
 * @throws PersonNotFoundError, alike for one who lives elsewhere and one who does not exist.
 */
export async function findHome(
  sql: Sql,
  personId: string,
  { low, high }: CodeRange,
): Promise<string> {
  if (!isUuid(personId)) throw new PersonNotFoundError();
  const [home] = await sql.query<{ householdId: string }>(HOME_STATEMENT, [personId, low, high]);
  if (home === undefined) throw new PersonNotFoundError();
  return home.householdId;
}
