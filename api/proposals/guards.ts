import type { DukcapilStatus } from '../../prisma/generated/enums.js';
import { badInput, Fault } from '../errors.js';
import type { RefusalError } from '../refusal-error.js';
import {
  DukcapilNotMatchedError,
  HouseholdMissingError,
  IdentityIncompleteError,
  NotYetSentError,
  SameOfficerError,
  VisitMissingError,
  VisitNotConfirmingError,
} from './errors.js';
import type { Evidence } from './evidence.js';
import { forumOf } from './forum-of.js';
import { KINDS } from './kinds.js';
import type { ProposalActor, Situation, TakenStep } from './situation.js';

/** A step that is asked for: by whom, and with what. The system acts as nobody. */
export interface AskedStep extends Situation {
  readonly actor: ProposalActor | null;
  readonly evidence: Evidence;
}

/** One thing that has to hold before a step is taken. */
interface Guard {
  /** In words, for the document. */
  readonly words: string;
  /** Whether it asks the papers of the step or the registry: then it cannot be told beforehand whether it will hold. */
  readonly isLate?: true;
  readonly holds: (asked: AskedStep) => boolean;
  /** What is answered where it does not. */
  readonly refusal: () => RefusalError | Fault;
}

/** Answers by which Dukcapil refuses. Not asked yet, and not to be reached, are none. */
const REFUSING: ReadonlySet<DukcapilStatus> = new Set([
  ...(['MISMATCHED', 'NOT_FOUND', 'DECEASED', 'NOT_RECORDED', 'DUPLICATE'] as const),
]);

const impossible = (): Fault => new Fault('CONFLICT', 'The proposal is not ready for this step.');
const forbidden = (): Fault => new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
const actorsOf = (steps: readonly TakenStep[], ...actions: readonly TakenStep['action'][]) =>
  steps.filter(({ action }) => actions.includes(action)).map(({ actor }) => actor);
const dayOf = (evidence: Evidence, name: string): string | undefined =>
  (evidence as Readonly<Record<string, string | undefined>>)[name];

/** Visits since somebody last asked for another one. */
function visits(steps: readonly TakenStep[]): readonly TakenStep[] {
  const asked = steps.findLastIndex(
    ({ action, evidence }) => action === 'RETURN' && dayOf(evidence, 'reason') === 'VISIT_NEEDED',
  );
  return steps.slice(asked + 1).filter(({ action }) => action === 'ASSESS');
}

function isOther({ actor, steps }: AskedStep, action: TakenStep['action']): boolean {
  return actor !== null && !actorsOf(steps, action).includes(actor.subject);
}

/** Everything that guards a step, in this one place. Each is a pure question about the {@link Situation}. */
export const GUARDS = {
  rightForum: {
    isLate: true,
    words: 'a Musdes deliberates in a desa, a Muskel in a kelurahan',
    holds: ({ evidence, proposal }) => dayOf(evidence, 'forum') === forumOf(proposal.villageCode),
    refusal: impossible,
  },
  meetingAhead: {
    isLate: true,
    words: 'the day of the meeting is set, and not past',
    holds: ({ evidence, today }) => (dayOf(evidence, 'meetingOn') ?? '') >= today,
    refusal: () => badInput('meetingOn must not be in the past.'),
  },
  meetingHeld: {
    isLate: true,
    words: 'the meeting was held, on the day that was set or later',
    holds: ({ evidence, steps, today }) => {
      const invited = steps.findLast(({ action }) => action === 'SCHEDULE_DELIBERATION');
      const heldOn = dayOf(evidence, 'heldOn') ?? '';
      return (
        invited !== undefined &&
        heldOn >= (dayOf(invited.evidence, 'meetingOn') ?? '9') &&
        heldOn <= today
      );
    },
    refusal: () => badInput('heldOn must be from the day that was set to today.'),
  },
  published: {
    isLate: true,
    words: 'the result was published after the meeting',
    holds: ({ evidence, today }) => {
      const publishedOn = dayOf(evidence, 'publishedOn') ?? '';
      return publishedOn >= (dayOf(evidence, 'heldOn') ?? '9') && publishedOn <= today;
    },
    refusal: () => badInput('publishedOn must be from the day of the meeting to today.'),
  },
  signed: {
    isLate: true,
    words: 'the paper is signed, not later than today',
    holds: ({ evidence, today }) => (dayOf(evidence, 'signedOn') ?? '9') <= today,
    refusal: () => badInput('signedOn must not be in the future.'),
  },
  visitMade: {
    isLate: true,
    words: 'the visit was made, not later than today',
    holds: ({ evidence, today }) => (dayOf(evidence, 'visitedOn') ?? '9') <= today,
    refusal: () => badInput('visitedOn must not be in the future.'),
  },
  agreedByVillage: {
    words: 'minutes, attendance, photos and publication, or an SPTJM, are there',
    holds: ({ steps }) => actorsOf(steps, 'APPROVE_BY_MEETING', 'APPROVE_BY_STATEMENT').length > 0,
    refusal: impossible,
  },
  registered: {
    isLate: true,
    words: 'the household is in the registry, in the village that proposes',
    holds: ({ facts }) => facts.isRegistered,
    refusal: () => new HouseholdMissingError(),
  },
  identified: {
    isLate: true,
    words: 'NIK and KK number are there (not for a removal)',
    holds: ({ facts, proposal }) =>
      !KINDS[proposal.kind].identity || (facts.hasNik && facts.hasKkNumber),
    refusal: () => new IdentityIncompleteError(),
  },
  visited: {
    words: 'the house was visited, since another visit was last asked for',
    holds: ({ steps }) => visits(steps).length > 0,
    refusal: () => new VisitMissingError(),
  },
  visitConfirms: {
    words: 'the last visit confirmed what is proposed',
    holds: ({ steps }) => {
      const last = visits(steps).at(-1);
      return last !== undefined && dayOf(last.evidence, 'finding') === 'CONFIRMED';
    },
    refusal: () => new VisitNotConfirmingError(),
  },
  matched: {
    isLate: true,
    words: 'Dukcapil knows everybody whom it is about (not for a removal)',
    holds: ({ facts, proposal }) =>
      !KINDS[proposal.kind].identity ||
      (facts.dukcapil.length > 0 && facts.dukcapil.every((status) => status === 'MATCHED')),
    refusal: () => new DukcapilNotMatchedError(),
  },
  refusedByDukcapil: {
    words: 'Dukcapil answered that somebody does not match (not for a removal)',
    holds: ({ facts, proposal }) =>
      KINDS[proposal.kind].identity && facts.dukcapil.some((status) => REFUSING.has(status)),
    refusal: impossible,
  },
  otherThanEntry: {
    words: 'another officer than the one who entered it',
    holds: (asked) => isOther(asked, 'ENTER'),
    refusal: () => new SameOfficerError(),
  },
  otherThanVerification: {
    words: 'another officer than the one who verified it',
    holds: (asked) => isOther(asked, 'VERIFY'),
    refusal: () => new SameOfficerError(),
  },
  determinesThis: {
    words: 'the ministry for what is national, the head of the owning area for its own program',
    holds: ({ actor, proposal: { ownerCode } }) =>
      actor !== null &&
      (ownerCode === null
        ? actor.tier === 'NATIONAL' && actor.territory === null
        : actor.territory === ownerCode),
    refusal: forbidden,
  },
  arrived: {
    words: 'what the ministry determines was sent to it',
    holds: ({ proposal }) => proposal.ownerCode !== null || proposal.state !== 'ENDORSED',
    refusal: () => new NotYetSentError(),
  },
  decreed: {
    isLate: true,
    words: 'the decree (SK) is dated, not later than today, for the period or a later one',
    holds: ({ evidence, proposal, today }) =>
      (dayOf(evidence, 'decreedOn') ?? '9') <= today &&
      (dayOf(evidence, 'decreePeriod') ?? '') >= proposal.period,
    refusal: () =>
      badInput('decreedOn must not be in the future, nor decreePeriod before the period.'),
  },
  cutOffPassed: {
    words: 'the cut-off of its period has passed',
    holds: ({ days, today }) => today > days.cutOffOn,
    refusal: impossible,
  },
  rolledOverTooOften: {
    words: 'it was rolled over as often as the calendar allows',
    holds: ({ proposal, mostRollOvers }) => proposal.rollOvers >= mostRollOvers,
    refusal: impossible,
  },
  forMinistry: {
    words: 'the ministry determines it',
    holds: ({ proposal }) => proposal.ownerCode === null,
    refusal: impossible,
  },
  pulled: {
    words: 'the day has come on which the centre takes what is endorsed',
    holds: ({ days, today }) => today >= days.pullOn,
    refusal: impossible,
  },
} satisfies Readonly<Record<string, Guard>>;
export type GuardName = keyof typeof GUARDS;
