import type {
  AidProgramFieldsFragment,
  EligibilityDecisionFieldsFragment,
  PpksCategoriesQuery,
  ProgramClaimsInput,
  RefusalCode,
  RegionStatisticsQuery,
  RegionsQuery,
  ViewerQuery,
} from './generated/types.js';

/** The answer to a check, cut to what the caller's purpose allows: outcome, reasons, next steps, entitlement, receipt. */
export type EligibilityDecision = EligibilityDecisionFieldsFragment;
/** One reason of a decision: the criterion, whether it holds, in words, and its legal basis. */
export type CriterionFinding = EligibilityDecision['criteria'][number];
/** What to do about a criterion that does not hold, and at which office. */
export type NextStep = EligibilityDecision['nextSteps'][number];
/** What falls due in a full year, in whole rupiah. */
export type Entitlement = NonNullable<EligibilityDecision['entitlement']>;
/** One line of an entitlement: `amount` rupiah, paid `count` times a year. */
export type EntitlementLine = Entitlement['lines'][number];
/** An aid program: PKH, BPNT, or a province's or regency's own. `owner` is null for a national one. */
export type AidProgram = AidProgramFieldsFragment;
/** A category of people in need of social welfare services (PPKS). */
export type PpksCategory = PpksCategoriesQuery['ppksCategories'][number];
/** An area, by its Kemendagri code. */
export type Region = NonNullable<RegionsQuery['regions']['edges'][number]>['node'];
/** Counts of an area and of those below it; a `count` that is null is kept back. For officers alone. */
export type RegionStatistics = NonNullable<RegionStatisticsQuery['regionStatistics']>;
/** Who the token stands for. `territory` is null for partners and the nation, `partner` for officers. */
export type Viewer = ViewerQuery['viewer'];
/** What a partner states for a program that takes statements, such as a university for KIP Kuliah. */
export type ProgramClaims = ProgramClaimsInput;

/** One person of a list of checks. */
export interface PersonCheck {
  /** 16 digits, as a string: a number loses its last digit. */
  readonly nik: string;
  /** The caller's own name for this check, given back with the answer. No personal data belongs in it. */
  readonly reference?: string | null | undefined;
  readonly claims?: ProgramClaims | null | undefined;
}

/** Why a row of a list got no decision. `message` never repeats the row. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly message: string;
}

/** The answer for one row: a decision, or a refusal of this row only. Tell them apart by `refused`. */
export type CheckResult =
  | {
      /** Place in the input, from 0. */
      readonly index: number;
      readonly reference: string | null;
      readonly decision: EligibilityDecision;
      readonly refused?: undefined;
    }
  | {
      readonly index: number;
      readonly reference: string | null;
      readonly decision?: undefined;
      readonly refused: Refusal;
    };
