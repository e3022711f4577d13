import type { PlainHousehold, PlainPerson } from '../plain-household.js';
import { addDays, ageOn, dateText, daysInMonth, later, POPULATION_DATE } from './calendar.js';
import {
  makeConditions,
  makeDeathDate,
  makeDukcapilMatches,
  type PersonOutline,
} from './circumstances.js';
import type { Classifier, HouseholdOutline } from './classifications.js';
import { makeEnrolments } from './enrolments.js';
import { makeExclusions } from './exclusions.js';
import { makeFamily, type FamilyMember } from './family.js';
import { makeHousing, makeLosses } from './housing.js';
import { inventAddress, inventName } from './names.js';
import type { NumberIssuer } from './number-issuer.js';
import type { Random } from './random.js';
import { makeIncome, makeListings, makeOccupation, pickListingKind } from './welfare.js';

/** Villages of provinces. */
export interface Places {
  /** Province codes with the weights of their populations. */
  readonly provinces: readonly (readonly [string, number])[];
  readonly villages: ReadonlyMap<string, readonly string[]>;
}

/** What all households share: the country they were born in. */
export interface Country extends Places {
  /** Where they live now. */
  readonly homes: Places;
  readonly deciles: ReadonlyMap<string, readonly (readonly [number, number])[]>;
  readonly issuer: NumberIssuer;
  readonly classifier: Classifier;
}

/** Day from which memberships and matches count, as for the personas. */
const REGISTRY_START = '2019-01-01';

interface Born extends PersonOutline {
  readonly nik: string | null;
}

/** One household with everything that hangs on it. */
export function makeHousehold(
  country: Country,
  random: Random,
  nextId: () => string,
): PlainHousehold {
  const province = random.weighted(country.homes.provinces);
  const villageCode = random.pick(country.homes.villages.get(province) ?? []);
  const decile = random.weighted(country.deciles.get(province) ?? []);
  const kind = pickListingKind(random);
  const listed = kind === 'RANKED';
  const family = makeFamily(random, decile);
  const born = family.map((member) => beBorn(country, random, member, villageCode, family));
  const losses = makeLosses(random);
  const outline: HouseholdOutline = {
    decile,
    size: family.length,
    villageCode,
    lostByNature: losses.some((loss) => loss.kind !== 'FIRE' && loss.kind !== 'SOCIAL_CONFLICT'),
  };
  const id = nextId();
  const conditions = born.map((person) => makeConditions(random, person));
  const exclusions = makeExclusions(random, born, decile);
  const enrolments = makeEnrolments(random, {
    listed,
    decile,
    excluded: [exclusions.family, ...exclusions.members].some((grounds) =>
      grounds.some(({ until }) => until === null),
    ),
    members: born.map(({ age, deathDate }, place) => ({
      age,
      alive: deathDate === null,
      conditions: conditions[place] ?? [],
    })),
  });
  const receives = enrolments.household.some(({ status }) => status === 'ACTIVE');
  return {
    id,
    villageCode,
    kkNumber: country.issuer.kkNumber(
      ...([villageCode.slice(0, 8), random.between(2012, 2025), random.between(1, 12)] as const),
    ).number,
    address: inventAddress(random),
    rt: three(random.between(1, 24)),
    rw: three(random.between(1, 12)),
    monthlyIncome: makeIncome(random, decile),
    lastVerifiedOn: random.chance(0.7) ? addDays(POPULATION_DATE, -random.between(10, 900)) : null,
    people: born.map((person, place): PlainPerson => ({
      id: nextId(),
      nik: person.nik,
      name: inventName(random, person.sex),
      account: receives && place === 0 ? invalidAccount(random) : null,
      sex: person.sex,
      birthDate: person.birthDate,
      deathDate: person.deathDate,
      occupation: makeOccupation(random, person, decile),
      relationship: person.relationship,
      memberSince: later(person.birthDate, REGISTRY_START),
      conditions: conditions[place] ?? [],
      dukcapil: makeDukcapilMatches(random, person, person.nik !== null),
      exclusions: exclusions.members[place] ?? [],
      classifications: country.classifier.ofPerson(
        random,
        person,
        conditions[place] ?? [],
        outline,
      ),
      enrolments: enrolments.members[place] ?? [],
    })),
    listings: makeListings(random, kind, decile),
    housing: makeHousing(random, decile, family.length),
    losses,
    exclusions: exclusions.family,
    classifications: country.classifier.ofFamily(random, outline),
    enrolments: enrolments.household,
  };
}

/** Gives a member a birth date and a NIK. Some NIKs print another date or sex than the record has: those are kept. */
function beBorn(
  country: Country,
  random: Random,
  member: FamilyMember,
  villageCode: string,
  family: readonly FamilyMember[],
): Born {
  const month = random.between(1, 12);
  const year = 2026 - member.age - (month > 10 ? 1 : 0);
  const printedSex = random.chance(0.001) ? (member.sex === 'M' ? 'F' : 'M') : member.sex;
  const district = placeOfRegistration(country, random, villageCode).slice(0, 8);
  const { number, day } = country.issuer.nik(district, year, month, printedSex);
  const birthDate = recordedBirthDate(random, year, month, day);
  const age = ageOn(birthDate, POPULATION_DATE);
  const newborn = birthDate > '2026-08-01';
  return {
    sex: member.sex,
    age,
    birthDate,
    relationship: member.relationship,
    hasSpouse: hasSpouse(member, family),
    deathDate: makeDeathDate(random, age),
    nik: newborn && random.chance(0.7) ? null : number,
  };
}

/** Most people were first registered where they live; the others anywhere in the province or the country. */
function placeOfRegistration(country: Country, random: Random, villageCode: string): string {
  if (random.chance(0.9)) return villageCode;
  const province = random.chance(0.6)
    ? villageCode.slice(0, 2)
    : random.weighted(country.provinces);
  return random.pick(country.villages.get(province) ?? [villageCode]);
}

/** The printed date, or in eight cases of a thousand another day of the same month: a birth date that was corrected. */
function recordedBirthDate(random: Random, year: number, month: number, day: number): string {
  if (!random.chance(0.008)) return dateText(year, month, day);
  const days = daysInMonth(year, month);
  return dateText(year, month, 1 + ((day - 1 + random.between(1, days - 1)) % days));
}

function hasSpouse({ relationship }: FamilyMember, family: readonly FamilyMember[]): boolean {
  if (relationship === 'CHILD_IN_LAW') return true;
  const couple = family.some((member) => member.relationship === 'SPOUSE');
  return couple && (relationship === 'HEAD' || relationship === 'SPOUSE');
}

/** Account numbers that no bank gives out. */
function invalidAccount(random: Random): string {
  return `0000${String(random.between(0, 999_999)).padStart(6, '0')}`;
}

function three(value: number): string {
  return String(value).padStart(3, '0');
}
