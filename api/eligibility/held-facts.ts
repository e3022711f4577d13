import type { Condition, HouseholdFacts, Member } from './facts.js';

/** A day, YYYY-MM-DD. */
type Day = string;

/** What `household_facts` holds of a household: every row with its days, in the order in which facts list them. */
export interface HeldFacts {
  readonly villageCode: string;
  /** Latest first. */
  readonly listings: readonly (readonly [
    since: Day,
    listed: boolean,
    decile: number | null,
    system: 'DTKS' | 'DTSEN',
    period: string,
  ])[];
  /** Latest first. */
  readonly housing: readonly HeldHousing[];
  readonly losses: readonly (readonly [
    happenedOn: Day,
    kind: HouseholdFacts['losses'][number]['kind'],
    verifiedOn: Day | null,
    damage: HouseholdFacts['losses'][number]['damage'],
  ])[];
  readonly exclusions: readonly (readonly [
    since: Day,
    until: Day | null,
    ground: string,
    personId: string | null,
  ])[];
  readonly enrolments: readonly (readonly [
    since: Day,
    until: Day | null,
    program: string,
    personId: string | null,
    status: HouseholdFacts['enrolments'][number]['status'],
  ])[];
  /** Everybody who was ever a member, once a membership. */
  readonly members: readonly HeldMember[];
}

type Housing = NonNullable<HouseholdFacts['housing']>;

/** A house as seen on a day. */
export type HeldHousing = readonly [
  recordedOn: Day,
  floor: Housing['floor'],
  roof: Housing['roof'],
  wall: Housing['wall'],
  structure: Housing['structure'],
  sanitation: Housing['sanitation'],
  floorAreaDm2: number,
  ownsLand: boolean,
  earlierHousingAid: boolean,
];

/** A membership with what is known of the person. */
export type HeldMember = readonly [
  since: Day,
  until: Day | null,
  personId: string,
  relationship: Member['relationship'],
  sex: Member['sex'],
  birthDate: Day,
  deathDate: Day | null,
  /** Latest first; null = never asked. */
  dukcapil: readonly (readonly [checkedOn: Day, status: Member['dukcapil']])[] | null,
  conditions:
    | readonly (readonly [
        since: Day,
        until: Day | null,
        kind: Condition['kind'],
        grade: Condition['grade'],
      ])[]
    | null,
  warnings: readonly string[],
];

/**
 * Finds people by the blind index of their NIK with the held facts of the household they lived in. Parameters as of
 * `FACTS_STATEMENT`, and like it a function of the database. Gives a row a person found; `facts` is null where there is no household, or none are held of it.
 */
export const HELD_FACTS_STATEMENT = `
SELECT ord, village, person, household, facts FROM load_held_facts($1::bytea[], $2::date[], $3::text[], $4::text[])`;
