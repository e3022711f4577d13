import type { ProposalAction, ProposalState } from '../../prisma/generated/enums.js';
import type { WorkRoles } from '../access/rule.js';
import type { EvidenceKind } from './evidence.js';
import type { GuardName } from './guards.js';

/** One way on for a proposal. All that is asked of it stands here: from where, by whom, with what, and where it leads. */
export interface Transition {
  readonly action: ProposalAction;
  /** States in which it is open; empty = the proposal begins with it. */
  readonly from: readonly ProposalState[];
  /** Where it leads; null = it is recorded, and the proposal stays where it is. */
  readonly to: ProposalState | null;
  /** Whose it is, by tier and role; the system's where nobody decides. */
  readonly by: WorkRoles | 'SYSTEM';
  /** What has to hold, by name; all of them. */
  readonly guards: readonly GuardName[];
  readonly evidence: EvidenceKind;
  /** Whether a proposal in these states waits for it: by that one knows whose turn it is. */
  readonly isAwaited: boolean;
}

const VILLAGE = { VILLAGE: ['village_operator', 'village_head'] } as const;
const FIRST_DOORS = { ...VILLAGE, REGENCY: ['regency_verifier'] } as const;
const OPERATOR = { VILLAGE: ['village_operator'] } as const;
const VILLAGE_HEAD = { VILLAGE: ['village_head'] } as const;
const VISITORS = { DISTRICT: ['tksk'], REGENCY: ['regency_verifier', 'social_worker'] } as const;
const VERIFIER = { REGENCY: ['regency_verifier'] } as const;
const SIGNER = { REGENCY: ['regency_head'] } as const;
const DETERMINERS = {
  ...{ NATIONAL: ['ministry_determination'], PROVINCE: ['province_head'] },
  REGENCY: ['regency_head'],
} as const satisfies WorkRoles;

/** Where papers or signatures are missing still: what is here at cut-off goes to the next period. */
const UNREADY = [
  ...(['REPORTED', 'IN_DELIBERATION', 'VILLAGE_APPROVED', 'SUBMITTED'] as const),
  ...(['FIELD_ASSESSED', 'RETURNED_FOR_REVISION', 'VERIFIED'] as const),
] as const;

const ENTRY = {
  action: 'ENTER',
  from: ['VILLAGE_APPROVED', 'RETURNED_FOR_REVISION', 'REJECTED_BY_SYSTEM'],
  by: OPERATOR,
  evidence: 'none',
  isAwaited: true,
} as const;

const DETERMINATION = {
  from: ['SENT_TO_MINISTRY', 'ENDORSED', 'WAITLISTED'],
  by: DETERMINERS,
  isAwaited: true,
} as const;
const DETERMINED_BY_OTHERS = [
  ...(['determinesThis', 'arrived', 'otherThanEntry', 'otherThanVerification'] as const),
] as const;

/**
 * The state machine of proposals (reference 4.3; Kepmensos 73/HUK/2024), and the only place where it is declared: what the
 * functions do, what the constraint of the database lets pass, whose turn it is, and the drawing in docs/proposals.md come
 * of it or are held to it. A proposal that was rolled over goes on from the state in which it was held. Of two transitions of
 * one action that are open, the first whose guards hold is taken.
 */
export const TRANSITIONS: readonly Transition[] = [
  {
    action: 'REPORT',
    from: [],
    to: 'REPORTED',
    by: FIRST_DOORS,
    guards: [],
    evidence: 'report',
    isAwaited: true,
  },
  {
    action: 'SCHEDULE_DELIBERATION',
    from: ['REPORTED', 'IN_DELIBERATION'],
    to: 'IN_DELIBERATION',
    by: VILLAGE,
    guards: ['rightForum', 'meetingAhead'],
    evidence: 'invitation',
    isAwaited: true,
  },
  {
    action: 'APPROVE_BY_MEETING',
    from: ['IN_DELIBERATION'],
    to: 'VILLAGE_APPROVED',
    by: VILLAGE,
    guards: ['rightForum', 'meetingHeld', 'published'],
    evidence: 'meeting',
    isAwaited: true,
  },
  {
    action: 'REJECT_BY_MEETING',
    from: ['IN_DELIBERATION'],
    to: 'VILLAGE_REJECTED',
    by: VILLAGE,
    guards: ['rightForum', 'meetingHeld'],
    evidence: 'refusedMeeting',
    isAwaited: true,
  },
  {
    // SPTJM: the head answers for the list where no meeting was held.
    action: 'APPROVE_BY_STATEMENT',
    from: ['REPORTED', 'IN_DELIBERATION'],
    to: 'VILLAGE_APPROVED',
    by: VILLAGE_HEAD,
    guards: ['signed'],
    evidence: 'statement',
    isAwaited: true,
  },
  {
    // The house was visited before: the entry waits for no other visit.
    ...ENTRY,
    to: 'FIELD_ASSESSED',
    guards: ['agreedByVillage', 'registered', 'identified', 'visited'],
  },
  { ...ENTRY, to: 'SUBMITTED', guards: ['agreedByVillage', 'registered', 'identified'] },
  {
    action: 'ASSESS',
    from: ['SUBMITTED'],
    to: 'FIELD_ASSESSED',
    by: VISITORS,
    guards: ['visitMade'],
    evidence: 'visit',
    isAwaited: true,
  },
  {
    // TKSK or Dinsos may visit before it is their turn.
    action: 'ASSESS',
    from: ['REPORTED', 'IN_DELIBERATION', 'VILLAGE_APPROVED', 'RETURNED_FOR_REVISION'],
    to: null,
    by: VISITORS,
    guards: ['visitMade'],
    evidence: 'visit',
    isAwaited: false,
  },
  {
    action: 'VERIFY',
    from: ['FIELD_ASSESSED'],
    to: 'VERIFIED',
    by: VERIFIER,
    guards: ['otherThanEntry', 'visited', 'visitConfirms', 'matched'],
    evidence: 'none',
    isAwaited: true,
  },
  {
    action: 'FIND_NOT_ELIGIBLE',
    from: ['FIELD_ASSESSED'],
    to: 'NOT_ELIGIBLE',
    by: VERIFIER,
    guards: ['otherThanEntry', 'visited'],
    evidence: 'ground',
    isAwaited: true,
  },
  {
    action: 'RETURN',
    from: ['SUBMITTED', 'FIELD_ASSESSED', 'VERIFIED'],
    to: 'RETURNED_FOR_REVISION',
    by: { REGENCY: ['regency_verifier', 'regency_head'] },
    guards: ['otherThanEntry'],
    evidence: 'reason',
    isAwaited: false,
  },
  {
    action: 'ENDORSE',
    from: ['VERIFIED'],
    to: 'ENDORSED',
    by: SIGNER,
    guards: ['otherThanEntry', 'otherThanVerification', 'signed'],
    evidence: 'letter',
    isAwaited: true,
  },
  {
    ...DETERMINATION,
    action: 'DETERMINE',
    to: 'DETERMINED',
    guards: [...DETERMINED_BY_OTHERS, 'decreed'],
    evidence: 'decree',
  },
  {
    ...DETERMINATION,
    action: 'DECLINE',
    to: 'NOT_DETERMINED',
    guards: DETERMINED_BY_OTHERS,
    evidence: 'refusedDecree',
  },
  {
    ...DETERMINATION,
    action: 'PUT_ON_WAITING_LIST',
    from: ['SENT_TO_MINISTRY', 'ENDORSED'],
    to: 'WAITLISTED',
    guards: DETERMINED_BY_OTHERS,
    evidence: 'waiting',
  },
  {
    action: 'WITHDRAW',
    from: [...UNREADY, 'REJECTED_BY_SYSTEM', 'ENDORSED', 'SENT_TO_MINISTRY', 'WAITLISTED'],
    to: 'WITHDRAWN',
    by: VILLAGE,
    guards: [],
    evidence: 'reason',
    isAwaited: false,
  },
  {
    // "Tidak padan": by itself, with the reason and the office to go to. What Dukcapil has not answered rejects nobody.
    action: 'REJECT_BY_SYSTEM',
    from: ['SUBMITTED', 'FIELD_ASSESSED'],
    to: 'REJECTED_BY_SYSTEM',
    by: 'SYSTEM',
    guards: ['refusedByDukcapil'],
    evidence: 'answer',
    isAwaited: false,
  },
  {
    action: 'EXPIRE',
    from: ['ROLLED_OVER'],
    to: 'EXPIRED',
    by: 'SYSTEM',
    guards: ['cutOffPassed', 'rolledOverTooOften'],
    evidence: 'none',
    isAwaited: false,
  },
  {
    action: 'ROLL_OVER',
    from: UNREADY,
    to: 'ROLLED_OVER',
    by: 'SYSTEM',
    guards: ['cutOffPassed'],
    evidence: 'none',
    isAwaited: false,
  },
  {
    action: 'SEND',
    from: ['ENDORSED'],
    to: 'SENT_TO_MINISTRY',
    by: 'SYSTEM',
    guards: ['forMinistry', 'pulled'],
    evidence: 'none',
    isAwaited: true,
  },
];
