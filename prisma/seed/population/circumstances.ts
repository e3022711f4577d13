import type { PlainCondition, PlainDukcapilMatch } from '../plain-household.js';
import { addDays, dateText, later, POPULATION_DATE } from './calendar.js';
import type { Random } from './random.js';

/** Who a person is by now, as far as circumstances depend on it. Ages in completed years on the population date. */
export interface PersonOutline {
  readonly sex: 'M' | 'F';
  readonly age: number;
  readonly birthDate: string;
  readonly relationship: string;
  readonly hasSpouse: boolean;
  readonly deathDate: string | null;
}

const SCHOOL_YEAR = 2026;

/** The dated circumstances of a person: school, pregnancy, disability, and the rare ones. */
export function makeConditions(random: Random, person: PersonOutline): PlainCondition[] {
  const conditions: PlainCondition[] = [];
  const add = (kind: string, grade: string | null, since: string): void => {
    conditions.push({ kind, grade, since: later(since, person.birthDate), until: null });
  };
  const school = schoolLevel(random, person.birthDate);
  if (school !== null) add('SCHOOL_LEVEL', school.level, `${school.sinceYear}-07-01`);
  const mayBePregnant =
    person.sex === 'F' && person.age >= 19 && person.age <= 42 && person.hasSpouse;
  if (mayBePregnant && random.chance(0.075)) {
    add('PREGNANT', null, addDays(POPULATION_DATE, -random.between(20, 240)));
  }
  const disability = disabilityShare(person.age);
  if (random.chance(disability)) {
    const grade = random.weighted([
      ['MILD', 50],
      ['MODERATE', 31],
      ['SEVERE', 19],
    ]);
    add('DISABILITY', grade, dateText(random.between(2015, 2026), random.between(1, 9), 1));
  }
  if (person.age >= 45 && random.chance(0.0006))
    add('GROSS_HUMAN_RIGHTS_VICTIM', null, '2023-01-11');
  if (person.age >= 17 && person.age <= 24 && random.chance(0.004)) {
    add('RAISED_IN_INSTITUTION', null, dateText(random.between(2010, 2019), 1, 1));
  }
  return conditions;
}

/** About eight per cent of all, rising with age. */
function disabilityShare(age: number): number {
  if (age < 18) return 0.04;
  return age < 60 ? 0.06 : 0.26;
}

/** Years of age on 1 July, when the school year begins, decide the level; a few start early, repeat, or drop out. */
function schoolLevel(
  random: Random,
  birthDate: string,
): { level: string; sinceYear: number } | null {
  const birthYear = Number(birthDate.slice(0, 4));
  const age = SCHOOL_YEAR - birthYear - (birthDate.slice(5) > '07-01' ? 1 : 0);
  const since = (startAge: number): number => Math.min(SCHOOL_YEAR, birthYear + startAge);
  if (age < 6 || age > 24) return null;
  if (age === 6) return random.chance(0.4) ? { level: 'ELEMENTARY', sinceYear: SCHOOL_YEAR } : null;
  if (age <= 12) return random.chance(0.98) ? { level: 'ELEMENTARY', sinceYear: since(7) } : null;
  if (age <= 15) return random.chance(0.94) ? { level: 'JUNIOR_HIGH', sinceYear: since(13) } : null;
  if (age <= 18) return random.chance(0.83) ? { level: 'SENIOR_HIGH', sinceYear: since(16) } : null;
  return random.chance(0.68) ? { level: 'GRADUATED', sinceYear: since(19) } : null;
}

const MISMATCHES = [
  ['NAME'],
  ['BIRTH_DATE'],
  ['NAME', 'BIRTH_DATE'],
  ['MARITAL_STATUS'],
  ['KK_NUMBER'],
] as const;

/**
 * What Dukcapil answered. Nothing where the NIK was never checked, as for a newborn without one. A death is known to
 * Dukcapil in most cases, some weeks later.
 */
export function makeDukcapilMatches(
  random: Random,
  person: PersonOutline,
  hasNik: boolean,
): PlainDukcapilMatch[] {
  if (!hasNik) return [];
  const status = random.weighted(STATUSES);
  if (status === 'NOT_CHECKED') return [];
  const start = later(person.birthDate, '2019-01-01');
  const answer = (
    name: string,
    checkedOn: string,
    fields: readonly string[] = [],
  ): PlainDukcapilMatch => ({
    status: name,
    checkedOn,
    mismatchedFields: fields,
  });
  if (person.deathDate !== null) {
    const heard = addDays(person.deathDate, random.between(5, 60));
    const known = heard <= POPULATION_DATE && random.chance(0.85);
    return known
      ? [answer('MATCHED', start), answer('DECEASED', heard)]
      : [answer('MATCHED', start)];
  }
  if (status === 'MATCHED') return [answer('MATCHED', start)];
  const day = later(start, dateText(2026, random.between(1, 9), random.between(1, 28)));
  return [answer(status, day, status === 'MISMATCHED' ? random.pick(MISMATCHES) : [])];
}

const STATUSES = [
  ['MATCHED', 93],
  ['MISMATCHED', 2.4],
  ['NOT_CHECKED', 1.8],
  ['NOT_FOUND', 0.9],
  ['SERVICE_UNAVAILABLE', 0.8],
  ['NOT_RECORDED', 0.7],
  ['DUPLICATE', 0.4],
] as const;

/** The day of death of the few who died in the year before the population date; null for the living. */
export function makeDeathDate(random: Random, age: number): string | null {
  const share = age < 50 ? 0.0006 : age < 70 ? 0.009 : 0.045;
  return age >= 1 && random.chance(share)
    ? addDays(POPULATION_DATE, -random.between(6, 360))
    : null;
}
