import type { DatedCode, PlainCondition } from '../plain-household.js';
import type { PpksCategoryData } from '../reference-files.js';
import { ageOn, dateText, later } from './calendar.js';
import type { PersonOutline } from './circumstances.js';
import type { Random } from './random.js';

/** What of a household a classification may depend on. */
export interface HouseholdOutline {
  readonly decile: number;
  readonly size: number;
  readonly villageCode: string;
  /** By a disaster other than a fire or a conflict. */
  readonly lostByNature: boolean;
}

/** Classes of one person in a hundred thousand to one in a thousand, each asked of everybody whom age and sex allow. */
const RARE: readonly (readonly [string, number])[] = [
  ['CHILD_FACING_THE_LAW', 0.0006],
  ['STREET_CHILD', 0.0008],
  ['CHILD_VICTIM_OF_VIOLENCE', 0.0005],
  ['HOMELESS_OR_BEGGAR', 0.0004],
  ['FORMER_PRISONER', 0.0008],
  ['PERSON_LIVING_WITH_HIV', 0.0009],
  ['SUBSTANCE_ABUSE_SURVIVOR', 0.0007],
  ['VIOLENCE_VICTIM', 0.0005],
  ['TRAFFICKING_VICTIM', 0.0001],
  ['MINORITY_GROUP', 0.0003],
  ['TROUBLED_MIGRANT_WORKER', 0.0008],
  ['INFECTIOUS_DISEASE_AFFECTED', 0.0006],
  ['SOCIAL_DISASTER_VICTIM', 0.0002],
  ['STRANDED_TRAVELLER', 0.0001],
];
const GROWN_UP = new Set([
  'FORMER_PRISONER',
  'SUBSTANCE_ABUSE_SURVIVOR',
  'TROUBLED_MIGRANT_WORKER',
]);

/** Gives people and families PPKS classes within the age and sex rules of the categories. */
export class Classifier {
  readonly #categories: ReadonlyMap<string, PpksCategoryData>;

  constructor(categories: readonly PpksCategoryData[]) {
    this.#categories = new Map(categories.map((category) => [category.code, category]));
  }

  /** The classes of one person. Nobody is classified before birth or outside the ages of the class. */
  ofPerson(
    random: Random,
    person: PersonOutline,
    conditions: readonly PlainCondition[],
    household: HouseholdOutline,
  ): DatedCode[] {
    const { decile, size, lostByNature } = household;
    const poor = decile <= 2;
    const disabled = conditions.some(({ kind }) => kind === 'DISABILITY');
    const wanted: string[] = [];
    const want = (code: string, share: number): void => {
      if (random.chance(share)) wanted.push(code);
    };
    if (disabled) {
      want(person.age < 18 ? 'CHILD_WITH_DISABILITY' : 'PERSON_WITH_DISABILITY', 0.5);
    }
    if (person.age >= 60) want('NEGLECTED_ELDERLY', poor ? (size === 1 ? 0.35 : 0.04) : 0.003);
    if (person.age <= 5) want('NEGLECTED_TODDLER', poor ? 0.012 : 0.001);
    if (person.age >= 6 && person.age <= 18) want('NEGLECTED_CHILD', poor ? 0.014 : 0.001);
    if (person.sex === 'F' && person.relationship === 'HEAD')
      want('VULNERABLE_WOMAN', decile <= 3 ? 0.4 : 0.04);
    if (person.age >= 18) want('WASTE_PICKER', decile === 1 ? 0.006 : 0.0003);
    if (lostByNature) want('NATURAL_DISASTER_VICTIM', 0.5);
    for (const [code, share] of RARE) {
      if (!GROWN_UP.has(code) || person.age >= 18) want(code, share);
    }
    return wanted.flatMap((code) => this.#dated(random, code, person));
  }

  /** The classes of the family itself. */
  ofFamily(random: Random, household: HouseholdOutline): DatedCode[] {
    const { decile, villageCode } = household;
    const classes: DatedCode[] = [];
    const add = (code: string, share: number): void => {
      if (random.chance(share)) classes.push({ code, since: this.#day(random), until: null });
    };
    add('POOR', POOR_SHARES[decile - 1] ?? 0);
    add('FAMILY_PSYCHOSOCIAL_PROBLEM', 0.002);
    const remote = villageCode.charAt(9) === '3' || villageCode.startsWith('9');
    add('REMOTE_INDIGENOUS_COMMUNITY', remote ? 0.03 : 0.0002);
    return classes;
  }

  #dated(random: Random, code: string, person: PersonOutline): DatedCode[] {
    const category = this.#categories.get(code);
    if (category === undefined) throw new Error(`No PPKS category has the code ${code}.`);
    if (category.sex !== null && category.sex !== person.sex) return [];
    const since = later(this.#day(random), person.birthDate);
    const fits = [ageOn(person.birthDate, since), person.age].every(
      (age) => age >= (category.minAgeYears ?? 0) && age <= (category.maxAgeYears ?? 150),
    );
    return fits ? [{ code, since, until: null }] : [];
  }

  #day(random: Random): string {
    return dateText(random.between(2024, 2026), random.between(1, 9), random.between(1, 28));
  }
}

const POOR_SHARES = [0.7, 0.4, 0.12, 0.03, 0.005] as const;
