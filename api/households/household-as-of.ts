import type { Relationship, Sex } from '../../prisma/generated/enums.js';
import type { Vault } from '../../prisma/vault/vault.js';
import { allows, callerRange } from '../access/allows.js';
import { recordAccess } from '../access/record-access.js';
import { GOVERNMENT } from '../access/rule.js';
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

/** Which household, and as it was when. */
export interface StateKey {
  readonly householdId: string;
  readonly at: Date;
}

interface Stored {
  readonly key: number;
  readonly household: { version: number; village_code: string; identity: string } | null;
  readonly members: readonly (StoredMember | { readonly person: null })[];
}

interface StoredMember {
  readonly relationship: Relationship;
  readonly person: { id: string; identity: string; sex: Sex; birth_date: string };
}

/** A row of `table` as it stood at k.at: the image that was valid then, or the present row if it has not changed since. */
function stood(table: string, idExpression: string): string {
  return `coalesce(
    (SELECT c.row FROM change_entry c WHERE c.table_name = '${table}' AND c.row_id = ${idExpression}
      AND c.valid_from <= k.at AND c.valid_until > k.at ORDER BY c.valid_until LIMIT 1),
    (SELECT to_jsonb(t) FROM ${table} t WHERE t.id = ${idExpression} AND t.updated_at <= k.at))`;
}

const STATES_STATEMENT = `
WITH k AS (
  SELECT k.* FROM unnest($1::uuid[], $2::timestamptz[]) WITH ORDINALITY AS k(household_id, at, key)
  JOIN household own ON own.id = k.household_id AND own.village_code >= $3 AND own.village_code < $4
),
memberships AS (
  SELECT k.key, t.id, to_jsonb(t) AS row FROM k
  JOIN household_member t ON t.household_id = k.household_id AND t.updated_at <= k.at
  UNION ALL
  SELECT k.key, c.row_id, c.row FROM k
  JOIN change_entry c ON c.household_id = k.household_id AND c.table_name = 'household_member'
    AND c.valid_from <= k.at AND c.valid_until > k.at
)
SELECT k.key::int4 AS key, ${stood('household', 'k.household_id')} AS household,
  coalesce((
    SELECT json_agg(json_build_object('relationship', m.row ->> 'relationship',
      'person', ${stood('person', "(m.row ->> 'person_id')::uuid")}) 
      ORDER BY (m.row ->> 'relationship')::"Relationship", m.row ->> 'since', m.id)
    FROM memberships m WHERE m.key = k.key AND m.row ->> 'until' IS NULL), '[]') AS members
FROM k ORDER BY k.key`;

/**
 * Households as they were recorded at an instant each, in the order asked for; null where one was not recorded yet, or is
 * not the caller's to see.
 */
export async function householdAsOf(
  context: Context,
  keys: readonly StateKey[],
): Promise<(HouseholdSnapshot | null)[]> {
  const { app, principal } = context;
  const range = allows(GOVERNMENT, principal) ? callerRange(principal) : null;
  if (range === null) return keys.map(() => null);
  const stored = await app.database.sql.query<Stored>(
    STATES_STATEMENT,
    [
      keys.map(({ householdId }) => householdId),
      keys.map(({ at }) => at.toISOString()),
      ...[range.low, range.high],
    ],
    'household-states',
  );
  const states = keys.map((_key, index) => stored.find(({ key }) => key === index + 1));
  const people = states.flatMap((state) =>
    state === undefined || state.household === null
      ? []
      : peopleOf(state).map(({ person }) => person.id),
  );
  await recordAccess(context, {
    action: 'householdAsOf',
    fields: ['identity', 'members'],
    personIds: [...new Set(people)],
  });
  return states.map((state, index) => snapshot(app.vault, keys[index]!, state));
}

function peopleOf({ members }: Stored): StoredMember[] {
  return members.filter((member): member is StoredMember => member.person !== null);
}

function snapshot(
  vault: Vault,
  { householdId, at }: StateKey,
  state: Stored | undefined,
): HouseholdSnapshot | null {
  if (state === undefined || state.household === null) return null;
  const { version, village_code: villageCode, identity } = state.household;
  const { kkNumber, address } = vault.open('household', householdId, bytes(identity));
  return {
    at,
    version,
    villageCode,
    kkNumber,
    address,
    members: peopleOf(state).map(({ relationship, person }) => {
      const { name, nik } = vault.open('person', person.id, bytes(person.identity));
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
