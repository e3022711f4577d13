import type { EntitlementKind, EntitlementPeriod } from './rule-set.js';

/** An amount that falls due `count` times in a full year. */
export interface EntitlementLine {
  readonly code: string;
  readonly kind: EntitlementKind;
  /** Whole rupiah each time. */
  readonly amount: number;
  readonly period: EntitlementPeriod;
  readonly count: number;
}
