import type { Relationship, Sex } from '../../prisma/generated/enums.js';
import { recordAccess } from '../access/record-access.js';
import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';

/** A household as it was recorded at an instant. */
export interface HouseholdSnapshot {
  readonly at: Date;
  readonly version: number;
  readonly villageCode: string;
  readonly kkNumber: string | null;
  readonly address: string;
  readonly members: readonly MemberSnapshot[];
}

interface MemberSnapshot {
  readonly personId: string;
  readonly name: string;
  readonly nik: string | null;
  readonly relationship: Relationship;
  readonly sex: Sex;
  readonly birthDate: string;
}

interface Stored {
  readonly household: { version: number; village_code: string; identity: string } | null;
  readonly members: readonly {
    readonly relationship: Relationship;
    readonly person: { id: string; identity: string; sex: Sex; birth_date: string };
  }[];
}

/** A row of `table` as it stood at $2: the image that was valid then, or the present row if it has not changed since. */
function stood(table: string, idExpression: string): string {
  return `coalesce(
    (SELECT c.row FROM change_entry c WHERE c.table_name = '${table}' AND c.row_id = ${idExpression}
      AND c.valid_from <= $2::timestamptz AND c.valid_until > $2::timestamptz ORDER BY c.valid_until LIMIT 1),
    (SELECT to_jsonb(t) FROM ${table} t WHERE t.id = ${idExpression} AND t.updated_at <= $2::timestamptz))`;
}

const STATE_STATEMENT = `
WITH memberships AS (
  SELECT t.id, to_jsonb(t) AS row FROM household_member t
  WHERE t.household_id = $1::uuid AND t.updated_at <= $2::timestamptz
  UNION ALL
  SELECT c.row_id, c.row FROM change_entry c
  WHERE c.household_id = $1::uuid AND c.table_name = 'household_member'
    AND c.valid_from <= $2::timestamptz AND c.valid_until > $2::timestamptz
)
SELECT ${stood('household', '$1::uuid')} AS household,
  coalesce((
    SELECT json_agg(json_build_object('relationship', m.row ->> 'relationship',
      'person', ${stood('person', "(m.row ->> 'person_id')::uuid")}) ORDER BY m.row ->> 'since', m.id)
    FROM memberships m WHERE m.row ->> 'until' IS NULL), '[]') AS members`;

/** The household as it was recorded at `at`; null where it was not recorded yet, or is not the caller's to see. */
export async function householdAsOf(
  context: Context,
  id: string,
  at: Date,
): Promise<HouseholdSnapshot | null> {
  const { app, principal } = context;
  const visible = await app.database.prisma.household.count({
    where: { AND: [{ id }, rowFilter('Household', principal)] },
  });
  if (visible === 0) return null;
  const [stored] = await app.database.sql.query<Stored>(STATE_STATEMENT, [id, at.toISOString()]);
  if (stored === undefined || stored.household === null) return null;
  const members = stored.members.filter(({ person }) => person !== null);
  await recordAccess(context, {
    action: 'householdAsOf',
    fields: ['identity', 'members'],
    personIds: members.map(({ person }) => person.id),
  });
  const { kkNumber, address } = app.vault.open('household', id, bytes(stored.household.identity));
  return {
    at,
    version: stored.household.version,
    villageCode: stored.household.village_code,
    kkNumber,
    address,
    members: members.map(({ relationship, person }) => {
      const { name, nik } = app.vault.open('person', person.id, bytes(person.identity));
      return {
        personId: person.id,
        name,
        nik,
        relationship,
        sex: person.sex,
        birthDate: person.birth_date,
      };
    }),
  };
}

/** A bytea as PostgreSQL writes it into JSON: \x followed by hex. */
function bytes(text: string): Uint8Array {
  return Buffer.from(text.slice(2), 'hex');
}
