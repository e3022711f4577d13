import type { Relationship, Sex } from '../../prisma/generated/enums.js';
import type { Vault } from '../../prisma/vault/vault.js';
import { allows, callerRange } from '../access/allows.js';
import { recordAccess } from '../access/record-access.js';
import { READER } from '../access/rule.js';
import type { Context } from '../context.js';

/** A household as it was recorded at an instant. */
export interface HouseholdSnapshot {
  readonly at: Date;
  readonly version: number;
  readonly villageCode: string;
  readonly kkNumber: string | null;
  /** Null once the household was erased. */
  readonly address: string | null;
  readonly members: readonly MemberSnapshot[];
}

interface MemberSnapshot {
  readonly personId: string;
  /** Null once the person was erased. */
  readonly name: string | null;
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
  readonly seal: Seal;
  readonly members: readonly (StoredMember | { readonly person: null })[];
}

interface StoredMember {
  readonly relationship: Relationship;
  readonly person: { id: string; identity: string; sex: Sex; birth_date: string };
  readonly seal: Seal;
}

/** What opens the images of a row, as it is now: an erased one stays erased in its history. */
interface Seal {
  /** The wrapped key as PostgreSQL writes bytes into JSON; null = there is none. */
  readonly key: string | null;
  readonly erased: boolean;
}

// A function of the database (migration 0009), which may read history; it asks the claims itself.
const STATES_STATEMENT =
  'SELECT key, household, seal, members FROM household_states($1::uuid[], $2::timestamptz[], $3, $4)';

/**
 * Households as they were recorded at an instant each, in the order asked for; null where one was not recorded yet, or is
 * not the caller's to see.
 */
export async function householdAsOf(
  context: Context,
  keys: readonly StateKey[],
): Promise<(HouseholdSnapshot | null)[]> {
  const { app, principal } = context;
  const range = allows(READER, principal) ? callerRange(principal) : null;
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
  const { kkNumber, address } = state.seal.erased
    ? { kkNumber: null, address: null }
    : vault.openPast('household', householdId, bytes(identity), keyOf(state.seal));
  return {
    at,
    version,
    villageCode,
    kkNumber,
    address,
    members: peopleOf(state).map(({ relationship, person, seal }) => {
      const { name, nik } = seal.erased
        ? { name: null, nik: null }
        : vault.openPast('person', person.id, bytes(person.identity), keyOf(seal));
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

function keyOf({ key }: Seal): Uint8Array | null {
  return key === null ? null : bytes(key);
}

/** A bytea as PostgreSQL writes it into JSON: \x followed by hex. */
function bytes(text: string): Uint8Array {
  return Buffer.from(text.slice(2), 'hex');
}
