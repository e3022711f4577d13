import { ageYears } from './age-years.js';
import type { EnrolmentState, Facts, HouseholdFacts, Member, StudentAidClaims } from './facts.js';
import { familyManager } from './family-manager.js';
import type { ProgramUnit } from './rule-set.js';
import {
  DISABILITY_GRADES,
  SCHOOL_LEVELS,
  type FactName,
  type FactValue,
  type MemberFactName,
} from './vocabulary.js';

export type FactValues = { readonly [Name in FactName]?: FactValue };
export type MemberFactValues = { readonly [Name in MemberFactName]: FactValue };

/** Facts turned into the vocabulary that rules ask, for a program that serves one kind of unit. */
export interface DerivedFacts {
  readonly source: Facts;
  /** A fact that is absent, or undefined, is missing. */
  readonly values: FactValues;
  /** Members who live on `asOf`; empty without a household. */
  readonly living: readonly Member[];
  /** The state of each program's enrolment: of the household, and of the person. */
  readonly enrolments: {
    readonly household: ReadonlyMap<string, EnrolmentState>;
    readonly person: ReadonlyMap<string, EnrolmentState>;
  };
}

const UNKNOWN_PERSON: FactValues = { known: false, listed: false };
const NO_ENROLMENTS: ReadonlyMap<string, EnrolmentState> = new Map();
const LIFE_CYCLE: readonly EnrolmentState[] = ['WAITLISTED', 'ACTIVE', 'SUSPENDED', 'ENDED'];

/**
 * Derives every fact of the vocabulary from what was loaded. The facts of a household program are
 * the same for each of its members, but for `alive` and what is asked of the person alone.
 */
export function deriveFacts(source: Facts, unit: ProgramUnit): DerivedFacts {
  const { asOf, person, household, claims } = source;
  if (person === null) {
    const enrolments = { household: NO_ENROLMENTS, person: NO_ENROLMENTS };
    return { source, values: UNKNOWN_PERSON, living: [], enrolments };
  }
  const living = household?.members.filter((member) => isLiving(member, asOf)) ?? [];
  const enrolments = {
    household: latestStates(household, null),
    person: latestStates(household, person.id),
  };
  const manager = unit === 'HOUSEHOLD' ? familyManager(living, asOf) : undefined;
  const values: FactValues = {
    ...memberFacts(person, asOf),
    known: true,
    dukcapil: dukcapilAnswer(manager ?? person),
    alive: isAlive(person, asOf) && (unit === 'PERSON' || managed(household, manager)),
    listed: household?.listing?.listed ?? false,
    ...(household === null ? undefined : householdValues(household, person, living, unit)),
    activeEnrolments: household === null ? undefined : active(enrolments),
    ...(claims === null ? undefined : claimValues(claims, asOf)),
  };
  return { source, values, living, enrolments };
}

/** The facts of one person; a condition counts at its highest grade in force. */
export function memberFacts(member: Member, asOf: string): MemberFactValues {
  const has = (kind: string): boolean => member.conditions.some((one) => one.kind === kind);
  return {
    ageYears: ageYears(member.birthDate, asOf),
    sex: member.sex,
    pregnant: has('PREGNANT'),
    schoolLevel: highest(member, 'SCHOOL_LEVEL', SCHOOL_LEVELS),
    disability: highest(member, 'DISABILITY', DISABILITY_GRADES),
    grossHumanRightsVictim: has('GROSS_HUMAN_RIGHTS_VICTIM'),
    raisedInInstitution: has('RAISED_IN_INSTITUTION'),
  };
}

function highest(member: Member, kind: string, rising: readonly string[]): string {
  let top = -1;
  for (const condition of member.conditions) {
    if (condition.kind !== kind || condition.grade === null) continue;
    top = Math.max(top, rising.indexOf(condition.grade));
  }
  return rising[top] ?? 'NONE';
}

function isAlive({ deathDate, dukcapil }: Member, asOf: string): boolean {
  return (deathDate === null || deathDate > asOf) && dukcapil !== 'DECEASED';
}

function isLiving(member: Member, asOf: string): boolean {
  return member.birthDate <= asOf && isAlive(member, asOf);
}

/** Who is in no household has no manager to ask for, which is missing and not a no. */
function managed(household: HouseholdFacts | null, manager?: Member): FactValue {
  return household === null ? undefined : manager !== undefined;
}

function dukcapilAnswer({ dukcapil }: Member): FactValue {
  return dukcapil === 'NOT_CHECKED' || dukcapil === 'SERVICE_UNAVAILABLE' ? undefined : dukcapil;
}

function householdValues(
  { listing, villageCode, exclusions, housing }: HouseholdFacts,
  person: Member,
  living: readonly Member[],
  unit: ProgramUnit,
): FactValues {
  const concerns = (id: string | null): boolean =>
    id === null ||
    (unit === 'PERSON' ? id === person.id : living.some((member) => member.id === id));
  return {
    decile: listing?.listed === true ? (listing.decile ?? undefined) : undefined,
    villageCode,
    exclusionGrounds: exclusions.filter((one) => concerns(one.personId)).map((one) => one.ground),
    ...(housing === null
      ? undefined
      : {
          'house.floor': housing.floor,
          'house.roof': housing.roof,
          'house.wall': housing.wall,
          'house.structure': housing.structure,
          'house.sanitation': housing.sanitation,
          'house.floorAreaDm2': housing.floorAreaDm2,
          'house.floorAreaPerPersonDm2':
            living.length === 0 ? undefined : Math.floor(housing.floorAreaDm2 / living.length),
          'house.ownsLand': housing.ownsLand,
          'house.earlierHousingAid': housing.earlierHousingAid,
        }),
  };
}

/** By program: the latest state, and of states that began on one day the later in an enrolment's life. */
function latestStates(
  household: HouseholdFacts | null,
  personId: string | null,
): ReadonlyMap<string, EnrolmentState> {
  if (household === null || household.enrolments.length === 0) return NO_ENROLMENTS;
  const own = household.enrolments
    .filter((enrolment) => enrolment.personId === personId)
    .toSorted((one, other) =>
      one.since === other.since
        ? LIFE_CYCLE.indexOf(one.status) - LIFE_CYCLE.indexOf(other.status)
        : one.since < other.since
          ? -1
          : 1,
    );
  return new Map(own.map(({ program, status }) => [program, status]));
}

function active(enrolments: DerivedFacts['enrolments']): string[] {
  return [...enrolments.household, ...enrolments.person]
    .filter(([, status]) => status === 'ACTIVE')
    .map(([program]) => program);
}

function claimValues(claims: StudentAidClaims, asOf: string): FactValues {
  const { parentsMonthlyIncome: income, familySize } = claims;
  return {
    'claims.made': true,
    'claims.admitted': claims.admitted,
    'claims.graduationYear': claims.graduationYear,
    'claims.yearsSinceGraduation': Number(asOf.slice(0, 4)) - claims.graduationYear,
    'claims.degree': claims.degree,
    'claims.accreditation': claims.accreditation,
    'claims.livingCostCluster': claims.livingCostCluster,
    'claims.medicine': claims.medicine ?? false,
    'claims.hasSktm': claims.hasSktm ?? false,
    'claims.holdsKip': claims.holdsKip ?? false,
    'claims.parentsMonthlyIncome': income,
    'claims.familySize': familySize,
    'claims.incomePerHead':
      income === undefined || familySize === undefined || familySize < 1
        ? undefined
        : Math.ceil(income / familySize),
  };
}
