import type { Sql } from '../../prisma/sql.js';
import { isUuid } from '../values/is-uuid.js';
import type { CodeRange } from '../values/region-code.js';
import { HouseholdNotFoundError, StaleVersionError } from './errors.js';

/** A household that a change is about, at the version that the caller has read. */
export interface TouchedHousehold {
  readonly id: string;
  /** Null = the version of another record is compared instead. */
  readonly version: number | null;
}

interface Locked {
  readonly id: string;
  readonly version: number;
  readonly villageCode: string;
}

// Locked in the order of ids, so that two moves in opposite directions do not wait for each other.
const TOUCH_STATEMENT = `
WITH locked AS MATERIALIZED (
  SELECT id FROM household WHERE id = ANY($1::uuid[]) AND village_code >= $2 AND village_code < $3 ORDER BY id FOR UPDATE
)
UPDATE household h SET version = h.version + $4::int4 FROM locked WHERE h.id = locked.id
RETURNING h.id, h.version - $4::int4 AS version, h.village_code AS "villageCode"`;

/**
 * Locks households of the caller's territory until the transaction ends, compares their versions and counts the change.
 * Gives the village of each, in the order asked for. With `counted` false the version stays: for a change that those who
 * see the household may not know of.
 *
 * @throws HouseholdNotFoundError for one that does not exist or lies elsewhere; StaleVersionError. Both must undo the
 *   transaction.
 */
export async function touchHouseholds(
  sql: Sql,
  { low, high }: CodeRange,
  households: readonly TouchedHousehold[],
  counted = true,
): Promise<string[]> {
  const ids = households.map(({ id }) => id);
  const locked = ids.every(isUuid)
    ? await sql.query<Locked>(
        TOUCH_STATEMENT,
        [ids, low, high, counted ? 1 : 0],
        'touch-households',
      )
    : [];
  return households.map(({ id, version }) => {
    const found = locked.find((one) => one.id === id);
    if (found === undefined) throw new HouseholdNotFoundError();
    if (version !== null && version !== found.version) {
      throw new StaleVersionError(id, found.version);
    }
    return found.villageCode;
  });
}
