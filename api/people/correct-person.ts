import type { Sex } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { Context } from '../context.js';
import { badInput, Fault } from '../errors.js';
import { demandNoDuplicate } from '../duplicates/demand-no-duplicate.js';
import { changeHousehold } from '../households/change-household.js';
import { DateConflictError, StaleVersionError } from '../households/errors.js';
import { touchHouseholds } from '../households/touch-households.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { demandPastDate } from '../values/demand-past-date.js';
import type { Nik } from '../values/nik.js';
import { nikWarnings } from '../values/nik-warnings.js';
import { PersonErasedError } from './errors.js';
import { findHome } from './find-home.js';
import { readName } from './read-name.js';
import { readOccupation } from './read-occupation.js';

/** What is to be recorded otherwise. What is absent stays; null clears occupation and date of death only. */
export interface CorrectPersonInput {
  readonly personId: string;
  /** Version of the person's record. */
  readonly version: number;
  readonly nik?: Nik | null | undefined;
  readonly name?: string | null | undefined;
  readonly birthDate?: CalendarDate | null | undefined;
  readonly sex?: Sex | null | undefined;
  readonly occupation?: string | null | undefined;
  readonly deathDate?: CalendarDate | null | undefined;
  /** People of the village of whom the caller says that they are others. */
  readonly distinctFrom?: readonly string[] | null | undefined;
}

interface Recorded {
  readonly identity: Uint8Array;
  /** The person's key, wrapped; null = the identity is still of the first form. */
  readonly wrapped: Uint8Array | null;
  readonly isErased: boolean;
  readonly villageCode: string;
  readonly sex: Sex;
  readonly birthDate: CalendarDate;
  readonly deathDate: CalendarDate | null;
  readonly occupation: string | null;
  readonly version: number;
  /** The first day on which something of the person began, living where he was born aside; null = nothing did. */
  readonly earliest: string | null;
}

// R3 classes are left out: a refusal for their sake would betray them.
const RECORDED_STATEMENT = `
SELECT p.identity, k.wrapped, p.erased_at IS NOT NULL AS "isErased", p.village_code AS "villageCode", p.sex, p.birth_date AS "birthDate", p.death_date AS "deathDate",
  p.occupation, p.version, least(
    (SELECT min(CASE m.since WHEN p.birth_date THEN m.until ELSE m.since END) FROM days_of_memberships(p.id) m),
    (SELECT min(c.since) FROM person_condition c WHERE c.person_id = p.id),
    (SELECT min(k.since) FROM classification k WHERE k.person_id = p.id AND k.sensitivity <> 'R3')) AS earliest
FROM person p LEFT JOIN person_key k ON k.person_id = p.id
WHERE p.id = $1::uuid AND p.household_id = $2::uuid FOR UPDATE OF p`;

// Who lives in a household since birth, does so since the corrected birth date, by a trigger. The key is
// written only where the person has none yet.
const PERSON_STATEMENT = `
WITH keyed AS (
  INSERT INTO person_key (person_id, wrapped, wrapping_key_id)
  SELECT $1::uuid, $10::bytea, $11::int4 WHERE $10::bytea IS NOT NULL
)
UPDATE person SET identity = $2::bytea, nik_index = $3::bytea, name_tokens = $4::bigint[], sex = $5::"Sex",
  birth_date = $6::date, death_date = $7::date, occupation = $8, warnings = $9::text[], version = version + 1
WHERE id = $1::uuid`;

const UNASKED_STATEMENT = `
INSERT INTO dukcapil_match (id, household_id, person_id, status, checked_on, mismatched_fields)
VALUES ($1::uuid, $2::uuid, $3::uuid, 'NOT_CHECKED', $4::date, '{}')
ON CONFLICT (person_id, checked_on) DO UPDATE SET status = excluded.status, mismatched_fields = excluded.mismatched_fields`;

/**
 * Corrects who a person is and gives his id. The warnings about the NIK are computed anew; a NIK that differs from the one
 * recorded has no answer of Dukcapil yet. Who lives in a household since birth, does so since the corrected birth date.
 *
 * @throws PersonNotFoundError, PersonErasedError, StaleVersionError, NikAlreadyRecordedError, PossibleDuplicateError, DateConflictError; Fault
 *   FORBIDDEN, CONFLICT where the person was moved at the same moment, and BAD_USER_INPUT.
 */
export async function correctPerson(context: Context, input: CorrectPersonInput): Promise<string> {
  const { app } = context;
  const { personId, version } = input;
  const given = readCorrection(input, jakartaDate(app.now()));
  return changeHousehold(
    context,
    {
      field: 'correctPerson',
      fields: Object.keys(given),
      personIds: [personId],
      nikIndexes: given.nik === undefined ? [] : [app.vault.nikIndex(given.nik)],
    },
    async ({ sql, range, address }) => {
      const householdId = await findHome(sql, personId, range);
      await touchHouseholds(sql, range, [{ id: householdId, version: null }]);
      const [was] = await sql.query<Recorded>(RECORDED_STATEMENT, [personId, householdId]);
      if (was === undefined) throw new Fault('CONFLICT', 'The person was moved just now.');
      if (was.isErased) throw new PersonErasedError();
      if (was.version !== version) throw new StaleVersionError(personId, was.version);
      const known = app.vault.open('person', personId, was.identity, was.wrapped);
      const is = { ...was, ...known, ...given };
      demandLife(is, was);
      if (given.name !== undefined || given.birthDate !== undefined || given.nik !== undefined) {
        const { villageCode } = was;
        const distinctFrom = input.distinctFrom ?? [];
        const entered = { villageCode, householdId, personId, people: [is], distinctFrom };
        await demandNoDuplicate(sql, app.vault, entered, address);
      }
      await writePerson(context, sql, personId, is);
      if (is.nik !== known.nik) {
        const today = jakartaDate(app.now());
        await sql.query(UNASKED_STATEMENT, [app.newId(), householdId, personId, today]);
      }
      return { result: personId, householdId };
    },
  );
}

type Correction = Partial<
  Pick<Recorded, 'sex' | 'birthDate' | 'deathDate' | 'occupation'> & { nik: Nik; name: string }
>;

function readCorrection(input: CorrectPersonInput, today: CalendarDate): Correction {
  const { nik, name, sex, birthDate, occupation, deathDate } = input;
  if (birthDate) demandPastDate('birthDate', birthDate, today);
  if (deathDate) demandPastDate('deathDate', deathDate, today);
  const given = {
    ...(nik ? { nik } : {}),
    ...(typeof name === 'string' ? { name: readName('name', name) } : {}),
    ...(sex ? { sex } : {}),
    ...(birthDate ? { birthDate } : {}),
    ...(occupation === undefined ? {} : { occupation: readOccupation('occupation', occupation) }),
    ...(deathDate === undefined ? {} : { deathDate }),
  };
  if (Object.keys(given).length === 0) throw badInput('input must name something to correct.');
  return given;
}

function demandLife({ birthDate, deathDate }: Recorded, was: Recorded): void {
  const laterBorn = birthDate > was.birthDate && was.earliest !== null && was.earliest < birthDate;
  if (laterBorn || (deathDate !== null && deathDate < birthDate)) throw new DateConflictError();
}

async function writePerson(
  { app: { vault } }: Context,
  sql: Sql,
  id: string,
  is: Recorded & { nik: string | null; name: string; account?: string },
): Promise<void> {
  const { nik, name, account, sex, birthDate, wrapped } = is;
  const identity = account === undefined ? { nik, name } : { nik, name, account };
  const sealed =
    wrapped === null
      ? vault.seal('person', id, identity)
      : { identity: vault.reseal('person', id, wrapped, identity), key: null };
  await sql.query(PERSON_STATEMENT, [
    id,
    sealed.identity,
    nik === null ? null : vault.nikIndex(nik),
    vault.nameTokens(name, is.villageCode.slice(0, 5)),
    ...[sex, birthDate, is.deathDate, is.occupation],
    nik === null ? [] : nikWarnings(nik, birthDate, sex),
    ...[sealed.key?.wrapped ?? null, sealed.key?.wrappingKeyId ?? null],
  ]);
}
