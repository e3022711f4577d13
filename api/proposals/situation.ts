import type {
  DukcapilStatus,
  ProposalAction,
  ProposalKind,
  ProposalState,
} from '../../prisma/generated/enums.js';
import type { Role, Tier } from '../auth/principal.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { Evidence } from './evidence.js';
import type { PeriodDays } from './period-days.js';

/** Who acts: an officer in one role of the token, or the system. */
export interface ProposalActor {
  readonly subject: string;
  readonly tier: Tier;
  readonly territory: string | null;
  readonly roles: readonly Role[];
}

/** A step that was taken, as far as guards ask about it. */
export interface TakenStep {
  readonly action: ProposalAction;
  readonly actor: string;
  readonly evidence: Evidence;
}

/** A proposal as it stands. */
export interface StandingProposal {
  readonly kind: ProposalKind;
  readonly state: ProposalState;
  /** Where a proposal that was rolled over goes on from. */
  readonly heldState: ProposalState | null;
  readonly villageCode: string;
  /** The area whose head determines; null = the ministry. */
  readonly ownerCode: string | null;
  /** YYYY-MM. */
  readonly period: string;
  readonly rollOvers: number;
}

/** What the registry knows of those whom a proposal is about. */
export interface SubjectFacts {
  /** Whether the household is in the registry, and in the village that proposes. */
  readonly isRegistered: boolean;
  /** The person meant, or the head, has a NIK. */
  readonly hasNik: boolean;
  readonly hasKkNumber: boolean;
  /** The latest answers of Dukcapil about those whom it has to match, a person each. */
  readonly dukcapil: readonly DukcapilStatus[];
}

/** All that guards go by. Plain values: deciding a step reads nothing and writes nothing. */
export interface Situation {
  readonly proposal: StandingProposal;
  readonly steps: readonly TakenStep[];
  readonly facts: SubjectFacts;
  /** Of Jakarta. */
  readonly today: CalendarDate;
  /** Cut-off and pull of the proposal's period. */
  readonly days: PeriodDays;
  readonly mostRollOvers: number;
}
