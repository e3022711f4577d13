import type { Relationship } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';

/** The membership that follows another on the day on which that one ends. */
export interface NextMembership {
  readonly id: string;
  readonly householdId: string;
  readonly relationship: Relationship;
}

const RENEW_STATEMENT = `
WITH ended AS (
  UPDATE household_member SET until = $2::date WHERE id = $1::uuid RETURNING person_id
)
INSERT INTO household_member (id, household_id, person_id, relationship, since)
SELECT $3::uuid, $4::uuid, person_id, $5::"Relationship", $2::date FROM ended`;

/** Ends a membership on a day and begins the next one of the same person on it: no gap, no overlap. */
export async function renewMembership(
  sql: Sql,
  membershipId: string,
  on: string,
  next: NextMembership,
): Promise<void> {
  await sql.query(
    RENEW_STATEMENT,
    [membershipId, on, next.id, next.householdId, next.relationship],
    'renew-membership',
  );
}
