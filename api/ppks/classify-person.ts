import type { PpksSensitivity, Sex } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import { allows } from '../access/allows.js';
import { CASE_TEAM } from '../access/rule.js';
import type { Context } from '../context.js';
import { ageYears } from '../eligibility/age-years.js';
import { Fault } from '../errors.js';
import { changeHousehold } from '../households/change-household.js';
import { DateConflictError } from '../households/errors.js';
import { listOpenMembers } from '../households/list-open-members.js';
import { touchHouseholds } from '../households/touch-households.js';
import { PersonNotFoundError } from '../people/errors.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { demandPastDate } from '../values/demand-past-date.js';
import {
  AgeOutOfRangeError,
  AlreadyClassifiedError,
  SexMismatchError,
  SubjectMismatchError,
} from './errors.js';

/** That a person or a family belongs to a PPKS class from a day on. */
export interface ClassifyPersonInput {
  readonly householdId: string;
  readonly version: number;
  /** Null for a class that attaches to the family or its community. */
  readonly personId?: string | null | undefined;
  readonly categoryCode: string;
  readonly since: CalendarDate;
}

interface Category {
  readonly code: string;
  readonly minAgeYears: number | null;
  readonly maxAgeYears: number | null;
  readonly sex: Sex | null;
  readonly subjects: readonly string[];
  readonly sensitivity: PpksSensitivity;
}

const CODE = /^[A-Z][A-Z0-9_]{0,39}$/;

const CATEGORY_STATEMENT = `SELECT code, min_age_years AS "minAgeYears", max_age_years AS "maxAgeYears", sex, subjects, sensitivity
FROM ppks_category WHERE code = $1`;

const OVERLAP_STATEMENT = `SELECT until FROM classification
WHERE household_id = $1::uuid AND person_id IS NOT DISTINCT FROM $2::uuid AND category_code = $3
  AND (until IS NULL OR until > $4::date)`;

const CLASSIFY_STATEMENT = `
INSERT INTO classification (id, household_id, person_id, category_code, sensitivity, since)
VALUES ($1::uuid, $2::uuid, $3::uuid, $4, $5::"PpksSensitivity", $6::date)`;

/**
 * Records that a member, or the family, belongs to a PPKS class and gives the id of the classification. Age and sex are
 * judged on `since` (Permensos 8/2012). A class of R3 is for the case team alone, and does not count as a change of the
 * household, whose version others can see.
 *
 * @throws HouseholdNotFoundError, StaleVersionError, PersonNotFoundError, SubjectMismatchError, AgeOutOfRangeError,
 *   SexMismatchError, AlreadyClassifiedError, DateConflictError; Fault FORBIDDEN (also for R3 without the role), NOT_FOUND
 *   for an unknown class, BAD_USER_INPUT for a day in the future.
 */
export async function classifyPerson(
  context: Context,
  input: ClassifyPersonInput,
): Promise<string> {
  const { app, principal } = context;
  const { householdId, version, categoryCode, since } = input;
  const personId = input.personId ?? null;
  demandPastDate('since', since, jakartaDate(app.now()));
  return changeHousehold(
    context,
    {
      field: 'classifyPerson',
      fields: ['classification'],
      personIds: personId === null ? [] : [personId],
    },
    async ({ sql, range }) => {
      const category = await findCategory(sql, categoryCode);
      const isHidden = category.sensitivity === 'R3';
      if (isHidden && !allows(CASE_TEAM, principal)) {
        throw new Fault('FORBIDDEN', 'This class is for the case team alone.');
      }
      await touchHouseholds(sql, range, [{ id: householdId, version }], !isHidden);
      await demandSubject(sql, householdId, personId, category, since);
      const overlaps = await sql.query<{ until: string | null }>(OVERLAP_STATEMENT, [
        ...[householdId, personId, category.code, since],
      ]);
      if (overlaps.some(({ until }) => until === null)) throw new AlreadyClassifiedError();
      if (overlaps.length > 0) throw new DateConflictError();
      const id = app.newId();
      await sql.query(CLASSIFY_STATEMENT, [
        ...[id, householdId, personId, category.code, category.sensitivity, since],
      ]);
      return { result: id, householdId };
    },
  );
}

async function findCategory(sql: Sql, code: string): Promise<Category> {
  const [category] = CODE.test(code) ? await sql.query<Category>(CATEGORY_STATEMENT, [code]) : [];
  if (category === undefined) throw new Fault('NOT_FOUND', 'There is no such PPKS class.');
  return category;
}

async function demandSubject(
  sql: Sql,
  householdId: string,
  personId: string | null,
  { subjects, sex, minAgeYears, maxAgeYears }: Category,
  since: CalendarDate,
): Promise<void> {
  const kinds = personId === null ? ['FAMILY', 'COMMUNITY'] : ['INDIVIDUAL'];
  if (!subjects.some((subject) => kinds.includes(subject))) throw new SubjectMismatchError();
  if (personId === null) return;
  const members = await listOpenMembers(sql, householdId);
  const person = members.find((member) => member.personId === personId);
  if (person === undefined) throw new PersonNotFoundError();
  const age = ageYears(person.birthDate, since);
  const isDead = person.deathDate !== null && since > person.deathDate;
  if (age === undefined || isDead) throw new DateConflictError();
  if (sex !== null && sex !== person.sex) throw new SexMismatchError();
  if ((minAgeYears !== null && age < minAgeYears) || (maxAgeYears !== null && age > maxAgeYears)) {
    throw new AgeOutOfRangeError(minAgeYears, maxAgeYears);
  }
}
