import type {
  ConditionGrade,
  ConditionKind,
  Relationship,
  Sex,
} from '../../prisma/generated/enums.js';
import { badInput } from '../errors.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { demandPastDate } from '../values/demand-past-date.js';
import type { Nik } from '../values/nik.js';
import { readName } from './read-name.js';
import { readOccupation } from './read-occupation.js';

/** A circumstance of a new person, as the officer states it. */
export interface NewConditionInput {
  readonly kind: ConditionKind;
  readonly grade?: ConditionGrade | null | undefined;
  readonly since: CalendarDate;
}

/** A person who comes into the registry, as the officer states it. */
export interface NewPersonInput {
  readonly nik?: Nik | null | undefined;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: CalendarDate;
  readonly relationship: Relationship;
  readonly occupation?: string | null | undefined;
  readonly since?: CalendarDate | null | undefined;
  readonly conditions?: readonly NewConditionInput[] | null | undefined;
}

/** The same, checked and complete. */
export interface NewPerson {
  readonly nik: Nik | null;
  readonly name: string;
  readonly sex: Sex;
  readonly birthDate: CalendarDate;
  readonly relationship: Relationship;
  readonly occupation: string | null;
  /** First day in the household. */
  readonly since: CalendarDate;
  readonly conditions: readonly {
    readonly kind: ConditionKind;
    readonly grade: ConditionGrade | null;
    readonly since: CalendarDate;
  }[];
}

const GRADES: Record<ConditionKind, readonly ConditionGrade[]> = {
  PREGNANT: [],
  SCHOOL_LEVEL: ['ELEMENTARY', 'JUNIOR_HIGH', 'SENIOR_HIGH', 'GRADUATED'],
  DISABILITY: ['MILD', 'MODERATE', 'SEVERE'],
  GROSS_HUMAN_RIGHTS_VICTIM: [],
  RAISED_IN_INSTITUTION: [],
};

/**
 * A new person from what an officer states. `place` names the input in faults, such as `members[2]`.
 *
 * @throws Fault BAD_USER_INPUT for a text that cannot be kept, a date in the future or before birth, a condition named
 *   twice, of a wrong grade, or that the person cannot have.
 */
export function readNewPerson(
  input: NewPersonInput,
  place: string,
  today: CalendarDate,
): NewPerson {
  const { sex, birthDate, relationship } = input;
  demandPastDate(`${place}.birthDate`, birthDate, today);
  const since = input.since ?? today;
  demandDay(`${place}.since`, since, birthDate, today);
  const conditions = (input.conditions ?? []).map((condition, at) => {
    const argument = `${place}.conditions[${at}]`;
    demandDay(`${argument}.since`, condition.since, birthDate, today);
    return { ...condition, grade: readGrade(argument, condition, sex) };
  });
  if (new Set(conditions.map(({ kind }) => kind)).size < conditions.length) {
    throw badInput(`${place}.conditions must name each kind once.`);
  }
  return {
    nik: input.nik ?? null,
    name: readName(`${place}.name`, input.name),
    sex,
    birthDate,
    relationship,
    occupation: readOccupation(`${place}.occupation`, input.occupation),
    since,
    conditions,
  };
}

function demandDay(
  argument: string,
  day: CalendarDate,
  birthDate: CalendarDate,
  today: CalendarDate,
): void {
  demandPastDate(argument, day, today);
  if (day < birthDate) throw badInput(`${argument} must not lie before the birth date.`);
}

function readGrade(
  argument: string,
  { kind, grade }: NewConditionInput,
  sex: Sex,
): ConditionGrade | null {
  if (kind === 'PREGNANT' && sex === 'M') throw badInput(`${argument} is for women only.`);
  const grades = GRADES[kind];
  const given = grade ?? null;
  const fits = given === null ? grades.length === 0 : grades.includes(given);
  if (!fits) throw badInput(`${argument}.grade must fit the kind of the condition.`);
  return given;
}
