import type { HouseholdIdentity } from '../../prisma/vault/vault.js';
import type { App } from '../app.js';
import { badInput } from '../errors.js';
import { demandNoDuplicate } from '../duplicates/demand-no-duplicate.js';
import { insertPeople } from '../people/insert-people.js';
import { readNewPerson, type NewPerson, type NewPersonInput } from '../people/read-new-person.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import type { KkNumber } from '../values/kk-number.js';
import type { RegionCode } from '../values/region-code.js';
import { safeText } from '../values/safe-text.js';
import type { OpenChange } from './change-household.js';
import { VillageNotFoundError } from './errors.js';

/** A family that comes into the registry. */
export interface RegisterHouseholdInput {
  readonly villageCode: RegionCode;
  readonly kkNumber?: KkNumber | null | undefined;
  readonly address: string;
  readonly rt: string;
  readonly rw: string;
  /** Whole rupiah a month; null = not recorded. */
  readonly monthlyIncome?: number | null | undefined;
  readonly members: readonly NewPersonInput[];
  /** People of the village of whom the caller says that they are others. */
  readonly distinctFrom?: readonly string[] | null | undefined;
}

const MOST_MEMBERS = 30;

const HOUSEHOLD_STATEMENT = `
WITH written AS (
  INSERT INTO household (id, village_code, identity, kk_index, monthly_income)
  SELECT $1::uuid, r.code, $5::bytea, $6::bytea, $7::bigint FROM region r
  WHERE r.code = $2 AND r.level = 'VILLAGE' AND r.code >= $3 AND r.code < $4
  RETURNING id
)
INSERT INTO household_key (household_id, wrapped, wrapping_key_id) SELECT id, $8::bytea, $9::int4 FROM written
RETURNING household_id AS id`;

/** A family whose texts and people were read, ready to be written. */
export interface NewHousehold {
  readonly input: RegisterHouseholdInput;
  readonly identity: HouseholdIdentity;
  readonly members: readonly NewPerson[];
  /** Blind indexes of the NIKs that it names. */
  readonly nikIndexes: readonly Uint8Array[];
}

/**
 * Reads a family that is to be registered.
 *
 * @throws Fault BAD_USER_INPUT for members that are not 1 to 30 with exactly one head, or what {@link readNewPerson} refuses.
 */
export function readNewHousehold(
  { vault, now }: Pick<App, 'vault' | 'now'>,
  input: RegisterHouseholdInput,
): NewHousehold {
  const identity = readIdentity(input);
  const members = readMembers(input.members, jakartaDate(now()));
  const nikIndexes = members.flatMap(({ nik }) => (nik === null ? [] : [vault.nikIndex(nik)]));
  return { input, identity, members, nikIndexes };
}

/**
 * Writes a new family with its members, in the transaction of a change, and gives its id.
 *
 * @throws VillageNotFoundError where the village is not one of the range; PossibleDuplicateError where somebody of it may be one
 *   of the members.
 */
export async function insertHousehold(
  { sql, range, address }: OpenChange,
  app: Pick<App, 'vault' | 'newId'>,
  { input, identity, members }: NewHousehold,
): Promise<string> {
  const id = app.newId();
  const { villageCode } = input;
  const kkNumber = input.kkNumber ?? null;
  const sealed = app.vault.seal('household', id, identity);
  const inserted = await sql.query(HOUSEHOLD_STATEMENT, [
    ...[id, villageCode, range.low, range.high, sealed.identity],
    kkNumber === null ? null : app.vault.kkIndex(kkNumber),
    input.monthlyIncome ?? null,
    ...[sealed.key.wrapped, sealed.key.wrappingKeyId],
  ]);
  if (inserted.length === 0) throw new VillageNotFoundError();
  const distinctFrom = input.distinctFrom ?? [];
  const entered = { villageCode, householdId: null, personId: null, people: members, distinctFrom };
  await demandNoDuplicate(sql, app.vault, entered, address);
  await insertPeople(sql, app, { householdId: id, villageCode }, members);
  return id;
}

function readIdentity({ kkNumber, address, rt, rw }: RegisterHouseholdInput): HouseholdIdentity {
  return {
    kkNumber: kkNumber ?? null,
    address: safeText('address', address, { max: 200 }),
    rt: readNeighbourhood('rt', rt),
    rw: readNeighbourhood('rw', rw),
  };
}

function readNeighbourhood(argument: string, text: string): string {
  const digits = safeText(argument, text, {
    max: 3,
    form: /^\d{1,3}$/,
    must: 'up to three digits',
  });
  return digits.padStart(3, '0');
}

function readMembers(members: readonly NewPersonInput[], today: CalendarDate): NewPerson[] {
  if (members.length < 1 || members.length > MOST_MEMBERS) {
    throw badInput(`members must name from 1 to ${MOST_MEMBERS} people.`);
  }
  const people = members.map((member, at) => readNewPerson(member, `members[${at}]`, today));
  if (people.filter(({ relationship }) => relationship === 'HEAD').length !== 1) {
    throw badInput('members must name exactly one HEAD.');
  }
  const niks = people.flatMap(({ nik }) => (nik === null ? [] : [nik]));
  if (new Set(niks).size < niks.length) throw badInput('members must name each NIK once.');
  return people;
}
