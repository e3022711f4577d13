import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { StepReason } from './evidence.js';
import type { LoadedProposal } from './load-situation.js';
import { takeStep, type StepInput } from './take-step.js';

/** A determination: by decree (SK), declined, or put on the waiting list. */
export interface DetermineProposalInput extends StepInput {
  readonly outcome: 'DETERMINED' | 'NOT_DETERMINED' | 'WAITLISTED';
  /** Number of the decree. */
  readonly decree?: string | null | undefined;
  readonly decreedOn?: CalendarDate | null | undefined;
  /** The first period for which it holds, YYYY-MM. */
  readonly decreePeriod?: string | null | undefined;
  readonly reason?: StepReason | null | undefined;
}

/** The ministry for what is national, the head of the owning area for its own program. */
const authorityOf = ({ ownerCode }: LoadedProposal): string => ownerCode ?? 'MINISTRY';

/**
 * Determines a proposal: the ministry what is national, the head of the owning area what is its own, and nobody else.
 *
 * @throws as {@link takeStep}; Fault FORBIDDEN for who determines something else.
 */
export function determineProposal(
  context: Context,
  input: DetermineProposalInput,
): Promise<string> {
  const { outcome, decree, decreedOn, decreePeriod, reason } = input;
  const common = { field: 'determineProposal', input: { ...input } };
  if (outcome === 'DETERMINED') {
    if (decree == null || decreedOn == null || decreePeriod == null) {
      throw badInput('decree, decreedOn and decreePeriod must be given with DETERMINED.');
    }
    return takeStep(context, {
      ...{ ...common, action: 'DETERMINE' },
      evidence: (proposal) => ({
        ...{ decree, decreedOn, decreePeriod, authority: authorityOf(proposal) },
      }),
    });
  }
  if (outcome === 'WAITLISTED') {
    return takeStep(context, {
      ...{ ...common, action: 'PUT_ON_WAITING_LIST' },
      evidence: (proposal) => ({ authority: authorityOf(proposal) }),
    });
  }
  if (reason == null) throw badInput('reason must be given with NOT_DETERMINED.');
  return takeStep(context, {
    ...{ ...common, action: 'DECLINE' },
    evidence: (proposal) => ({ reason, authority: authorityOf(proposal) }),
  });
}
