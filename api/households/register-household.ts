import type { HouseholdIdentity } from '../../prisma/vault/vault.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { insertPeople } from '../people/insert-people.js';
import { readNewPerson, type NewPerson, type NewPersonInput } from '../people/read-new-person.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import type { KkNumber } from '../values/kk-number.js';
import type { RegionCode } from '../values/region-code.js';
import { safeText } from '../values/safe-text.js';
import { changeHousehold } from './change-household.js';
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
}

const MOST_MEMBERS = 30;

const HOUSEHOLD_STATEMENT = `
INSERT INTO household (id, village_code, identity, kk_index, monthly_income)
SELECT $1::uuid, r.code, $5::bytea, $6::bytea, $7::bigint FROM region r
WHERE r.code = $2 AND r.level = 'VILLAGE' AND r.code >= $3 AND r.code < $4
RETURNING id`;

/**
 * Registers a family with its members and gives its id. It stands in no version of DTKS or DTSEN yet (nobody does by
 * himself), and Dukcapil has not been asked about anybody.
 *
 * @throws VillageNotFoundError, KkNumberInUseError, NikAlreadyRecordedError; Fault FORBIDDEN, and BAD_USER_INPUT for members
 *   that are not 1 to 30 with exactly one head, or what {@link readNewPerson} refuses.
 */
export async function registerHousehold(
  context: Context,
  input: RegisterHouseholdInput,
): Promise<string> {
  const { app } = context;
  const identity = readIdentity(input);
  const members = readMembers(input.members, jakartaDate(app.now()));
  const { villageCode } = input;
  return changeHousehold(
    context,
    {
      field: 'registerHousehold',
      fields: ['identity', 'income', 'conditions'],
      personIds: [],
      nikIndexes: members.flatMap(({ nik }) => (nik === null ? [] : [app.vault.nikIndex(nik)])),
    },
    async ({ sql, range }) => {
      const id = app.newId();
      const kkNumber = input.kkNumber ?? null;
      const inserted = await sql.query(HOUSEHOLD_STATEMENT, [
        ...[id, villageCode, range.low, range.high, app.vault.seal('household', id, identity)],
        kkNumber === null ? null : app.vault.kkIndex(kkNumber),
        input.monthlyIncome ?? null,
      ]);
      if (inserted.length === 0) throw new VillageNotFoundError();
      await insertPeople(sql, app, { householdId: id, villageCode }, members);
      return { result: id, householdId: id };
    },
  );
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
