import type { Ties } from './split-sums.js';

/** Decile 1 (poorest) to 10 of DTSEN, listed but not ranked, or not listed. Every household is in exactly one. */
export const WELFARE_GROUPS = [
  ...(['DECILE_1', 'DECILE_2', 'DECILE_3', 'DECILE_4', 'DECILE_5'] as const),
  ...(['DECILE_6', 'DECILE_7', 'DECILE_8', 'DECILE_9', 'DECILE_10'] as const),
  ...(['NOT_RANKED', 'NOT_LISTED'] as const),
] as const;
export type WelfareGroup = (typeof WELFARE_GROUPS)[number];

/** The states of an enrolment that are counted; what has ended is over. */
export const COUNTED_STATES = ['ACTIVE', 'WAITLISTED', 'SUSPENDED'] as const;
export type CountedState = (typeof COUNTED_STATES)[number];

/** What was counted of an area, exactly as it is: for the server alone. */
export interface AreaCounts {
  /** Null = the whole country. */
  readonly code: string | null;
  readonly name: string | null;
  readonly people: number;
  /** Households in the order of {@link WELFARE_GROUPS}. */
  readonly welfare: readonly number[];
  /** Households in the order of {@link COUNTED_STATES}. */
  readonly enrolled: readonly number[];
}

/** An area and those directly below it. */
export interface CountedArea {
  readonly total: AreaCounts;
  /** Empty below a village. */
  readonly parts: readonly AreaCounts[];
}

/** Which numbers of an area are kept back. */
export interface AreaMask {
  /** Households in the order of {@link WELFARE_GROUPS}, and all of them at the end. */
  readonly households: Ties;
  readonly people: boolean;
  /** In the order of {@link COUNTED_STATES}. */
  readonly enrolled: readonly boolean[];
}

/** A number as it is shown; null where it is kept back. */
export type ShownCount = number | null;

/** What is shown of an area. */
export interface AreaStatistics {
  readonly code: string | null;
  readonly name: string | null;
  readonly households: ShownCount;
  readonly people: ShownCount;
  readonly welfare: readonly { readonly group: WelfareGroup; readonly households: ShownCount }[];
  /** Null where no program was asked about. */
  readonly enrolled:
    readonly { readonly status: CountedState; readonly households: ShownCount }[] | null;
}
