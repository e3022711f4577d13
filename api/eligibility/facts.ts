import type {
  ACCREDITATIONS,
  DamageLevel,
  Degree,
  DISABILITY_GRADES,
  DisasterKind,
  DukcapilStatus,
  FLOORS,
  RELATIONSHIPS,
  ROOFS,
  SANITATIONS,
  SCHOOL_LEVELS,
  SEXES,
  STRUCTURES,
  WALLS,
} from './vocabulary.js';

export type Relationship = (typeof RELATIONSHIPS)[number];
export type ConditionKind =
  | 'PREGNANT'
  | 'SCHOOL_LEVEL'
  | 'DISABILITY'
  | 'GROSS_HUMAN_RIGHTS_VICTIM'
  | 'RAISED_IN_INSTITUTION';
export type EnrolmentState = 'WAITLISTED' | 'ACTIVE' | 'SUSPENDED' | 'ENDED';

/**
 * What is known about one person and the household on `asOf`: every row is the one in force on that
 * day, or the latest on or before it. No name and no number stands in it, so that a decision may
 * keep it and be replayed from it. Dates are `YYYY-MM-DD`.
 */
export interface Facts {
  readonly asOf: string;
  /** Somebody has this NIK and the caller may see them; if not, all below is null. */
  readonly known: boolean;
  readonly person: Member | null;
  /** The household of which the person is a member on `asOf`; null where there is none. */
  readonly household: HouseholdFacts | null;
  /** What the caller claims; null where it claims nothing. */
  readonly claims: StudentAidClaims | null;
}

export interface Member {
  readonly id: string;
  /** `OTHER` for a person who is in no household on `asOf`. */
  readonly relationship: Relationship;
  readonly sex: (typeof SEXES)[number];
  readonly birthDate: string;
  readonly deathDate: string | null;
  /** Dukcapil's latest answer; `NOT_CHECKED` where none was ever recorded. */
  readonly dukcapil: DukcapilStatus;
  readonly conditions: readonly Condition[];
  /** Kept when the record was written: `NIK_BIRTH_DATE_DIFFERS`, `NIK_SEX_DIFFERS`. */
  readonly warnings: readonly string[];
}

export interface Condition {
  readonly kind: ConditionKind;
  readonly grade: (typeof SCHOOL_LEVELS)[number] | (typeof DISABILITY_GRADES)[number] | null;
}

export interface HouseholdFacts {
  readonly id: string;
  readonly villageCode: string;
  /** The listing in force; null where the household was never in the register. */
  readonly listing: Listing | null;
  /** The house as last seen; null where never recorded. */
  readonly housing: Housing | null;
  readonly losses: readonly Loss[];
  /** On the household (`personId` null) and on its members. */
  readonly exclusions: readonly { readonly ground: string; readonly personId: string | null }[];
  /** Everybody in the household on `asOf`, the dead included. */
  readonly members: readonly Member[];
  /** Of the household (`personId` null) and, at least, of the person asked about. */
  readonly enrolments: readonly EnrolmentFact[];
}

export interface Listing {
  readonly listed: boolean;
  readonly decile: number | null;
  readonly system: 'DTKS' | 'DTSEN';
  /** The version of the register: `2026-Q4`. */
  readonly period: string;
}

export interface Housing {
  readonly floor: (typeof FLOORS)[number];
  readonly roof: (typeof ROOFS)[number];
  readonly wall: (typeof WALLS)[number];
  readonly structure: (typeof STRUCTURES)[number];
  readonly sanitation: (typeof SANITATIONS)[number];
  /** Square decimetres: 100 = 1 m². */
  readonly floorAreaDm2: number;
  readonly ownsLand: boolean;
  readonly earlierHousingAid: boolean;
}

export interface Loss {
  readonly kind: DisasterKind;
  readonly happenedOn: string;
  /** When an officer confirmed it on site; null = reported only. */
  readonly verifiedOn: string | null;
  readonly damage: DamageLevel;
}

export interface EnrolmentFact {
  readonly program: string;
  readonly personId: string | null;
  readonly status: EnrolmentState;
  readonly since: string;
}

/** What a university states about an applicant (KIP Kuliah). Absent yes/no claims are a no. */
export interface StudentAidClaims {
  readonly admitted: boolean;
  readonly graduationYear: number;
  readonly degree: Degree;
  readonly accreditation: (typeof ACCREDITATIONS)[number];
  /** Cluster of the campus by price level, 1–5. */
  readonly livingCostCluster: number;
  readonly medicine?: boolean;
  readonly hasSktm?: boolean;
  /** Gross, rupiah a month. */
  readonly parentsMonthlyIncome?: number;
  /** At least 1. */
  readonly familySize?: number;
  readonly holdsKip?: boolean;
}
