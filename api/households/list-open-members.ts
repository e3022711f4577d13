import type { Relationship, Sex } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';

/** Somebody who lives in a household now. Dates are calendar dates. */
export interface OpenMember {
  /** Id of the membership. */
  readonly id: string;
  readonly personId: string;
  readonly relationship: Relationship;
  readonly since: string;
  readonly sex: Sex;
  readonly birthDate: string;
  readonly deathDate: string | null;
}

const MEMBERS_STATEMENT = `
SELECT m.id, m.person_id AS "personId", m.relationship, m.since, p.sex, p.birth_date AS "birthDate", p.death_date AS "deathDate"
FROM household_member m JOIN person p ON p.id = m.person_id
WHERE m.household_id = $1::uuid AND m.until IS NULL
ORDER BY m.since, m.id`;

/** The members of a household whose membership has not ended, the earliest first. */
export function listOpenMembers(sql: Sql, householdId: string): Promise<OpenMember[]> {
  return sql.query<OpenMember>(MEMBERS_STATEMENT, [householdId], 'list-open-members');
}
