import type { Expression, MemberExpression } from './expression.js';
import type { Degree } from './vocabulary.js';

export interface Words {
  readonly id: string;
  readonly en: string;
}

export type Finding = 'MET' | 'NOT_MET' | 'NOT_APPLICABLE' | 'UNKNOWN';
export type ProgramUnit = 'PERSON' | 'HOUSEHOLD';
export type EntitlementKind = 'CASH' | 'PREMIUM' | 'CAP' | 'IN_KIND';
export type EntitlementPeriod = 'ONCE' | 'MONTH' | 'QUARTER' | 'SEMESTER' | 'YEAR';
export type EnrolmentStatus = 'NOT_ENROLLED' | 'WAITLISTED' | 'ACTIVE' | 'SUSPENDED' | 'ENDED';

/** What to do about a finding, and the office that owns it. */
export interface NextStep {
  readonly code: string;
  readonly message: Words;
  readonly office: string;
  /** The finding that it answers; both where absent. */
  readonly when?: 'NOT_MET' | 'UNKNOWN';
}

/** One way to meet a criterion that has several: the first that holds is named in the decision. */
export interface Route {
  readonly route: string;
  readonly holds: Expression;
}

interface CriterionHead {
  readonly code: string;
  readonly message: Words;
  readonly legalBasis: string;
  /** Whom it is asked of: false gives `NOT_APPLICABLE`, cannot tell gives `UNKNOWN`. */
  readonly appliesWhen?: Expression;
  readonly nextSteps: readonly NextStep[];
}

export type Criterion = CriterionHead &
  ({ readonly holds: Expression } | { readonly routes: readonly Route[] });

/** An amount paid `count` times in a full year, to whom `when` holds (to all where absent). */
export interface LineRule {
  readonly code: string;
  readonly kind: EntitlementKind;
  /** Whole rupiah each time. */
  readonly amount: number;
  readonly period: EntitlementPeriod;
  readonly count: number;
  readonly when?: Expression;
}

export interface Component {
  readonly code: string;
  /** Whole rupiah a year. */
  readonly perYear: number;
  readonly when: MemberExpression;
}

/**
 * Amounts by the members of a household: each counts once, at the highest component that fits (the
 * earlier in the list where two are equal), and the `maxPeople` highest amounts count.
 */
export interface Components {
  readonly maxPeople: number;
  /** Payments a year; what does not divide is a line of its own. */
  readonly stages: 1 | 2 | 4 | 12;
  readonly kind: EntitlementKind;
  /** The most people that a component may count, elder first; without an entry there is no cap. */
  readonly caps?: Readonly<Record<string, number>>;
  readonly list: readonly Component[];
}

export interface EntitlementRule {
  readonly lines: readonly LineRule[];
  readonly components?: Components;
  /** For how many semesters it is granted, by degree; says nothing about a year. */
  readonly maxSemesters?: Readonly<Partial<Record<Degree, number>>>;
}

/** One dated version of a program's rules: data, validated when published, never edited. */
export interface RuleSet {
  readonly program: string;
  /** Unique within the program: its first day in force. */
  readonly version: string;
  readonly inForceFrom: string;
  /** First day on which it no longer holds; absent = still in force. */
  readonly inForceUntil?: string;
  readonly unit: ProgramUnit;
  readonly legalBasis: string;
  /** What a caller has to claim. */
  readonly claims: 'NONE' | 'STUDENT_AID';
  readonly criteria: readonly Criterion[];
  readonly entitlement: EntitlementRule;
  /** What to do next although eligible, by state of enrolment: above all to wait for the quota. */
  readonly whenEligible?: readonly EligibleStep[];
}

export interface EligibleStep {
  readonly enrolment: EnrolmentStatus;
  readonly step: Omit<NextStep, 'when'>;
}
