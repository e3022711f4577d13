/** YYYY-MM-DD. */
export type DateText = string;

/** A code that holds from `since` until the day before `until`; null = still. */
export interface DatedCode {
  readonly code: string;
  readonly since: DateText;
  readonly until: DateText | null;
}

/** One state of an enrolment in a program. */
export interface PlainEnrolment {
  readonly program: string;
  readonly status: 'WAITLISTED' | 'ACTIVE' | 'SUSPENDED' | 'ENDED';
  readonly since: DateText;
  readonly until: DateText | null;
  readonly decree: string | null;
}

/** A dated circumstance; `grade` is a school level or how severe a disability is. */
export interface PlainCondition {
  readonly kind: string;
  readonly grade: string | null;
  readonly since: DateText;
  readonly until: DateText | null;
}

/** An answer of Dukcapil. */
export interface PlainDukcapilMatch {
  readonly status: string;
  readonly checkedOn: DateText;
  readonly mismatchedFields: readonly string[];
}

/** An invented person in the open, before anything is sealed. */
export interface PlainPerson {
  readonly id: string;
  readonly nik: string | null;
  readonly name: string;
  readonly account: string | null;
  readonly sex: 'M' | 'F';
  readonly birthDate: DateText;
  readonly deathDate: DateText | null;
  readonly occupation: string | null;
  readonly relationship: string;
  readonly memberSince: DateText;
  readonly conditions: readonly PlainCondition[];
  readonly dukcapil: readonly PlainDukcapilMatch[];
  readonly exclusions: readonly DatedCode[];
  readonly classifications: readonly DatedCode[];
  readonly enrolments: readonly PlainEnrolment[];
}

/** One state of a household's listing. */
export interface PlainListing {
  readonly system: 'DTKS' | 'DTSEN';
  readonly period: string;
  readonly since: DateText;
  readonly listed: boolean;
  readonly decile: number | null;
}

/** The house on a day; area in square decimetres. */
export interface PlainHousing {
  readonly recordedOn: DateText;
  readonly floor: string;
  readonly roof: string;
  readonly wall: string;
  readonly structure: string;
  readonly sanitation: string;
  readonly floorAreaDm2: number;
  readonly ownsLand: boolean;
  readonly earlierHousingAid: boolean;
}

/** A loss by a disaster; not verified while `verifiedOn` is null. */
export interface PlainLoss {
  readonly kind: string;
  readonly happenedOn: DateText;
  readonly verifiedOn: DateText | null;
  readonly damage: 'LIGHT' | 'MEDIUM' | 'HEAVY';
}

/** An invented household in the open: what personas and population have in common. Income in whole rupiah a month. */
export interface PlainHousehold {
  readonly id: string;
  readonly villageCode: string;
  readonly kkNumber: string;
  readonly address: string;
  readonly rt: string;
  readonly rw: string;
  readonly monthlyIncome: number | null;
  readonly lastVerifiedOn: DateText | null;
  readonly people: readonly PlainPerson[];
  readonly listings: readonly PlainListing[];
  readonly housing: readonly PlainHousing[];
  readonly losses: readonly PlainLoss[];
  readonly exclusions: readonly DatedCode[];
  readonly classifications: readonly DatedCode[];
  readonly enrolments: readonly PlainEnrolment[];
}
