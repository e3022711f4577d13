import type { Context } from '../context.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { takeStep, type StepInput } from './take-step.js';

/** The sign-off (pengesahan) of the regency's social office. */
export interface EndorseProposalInput extends StepInput {
  /** Number of the letter of endorsement. */
  readonly letter: string;
  readonly signedOn: CalendarDate;
}

/** Endorses a verified proposal by letter. @throws as {@link takeStep} */
export function endorseProposal(context: Context, input: EndorseProposalInput): Promise<string> {
  const { letter, signedOn } = input;
  return takeStep(context, {
    ...{ field: 'endorseProposal', action: 'ENDORSE', input: { ...input } },
    evidence: () => ({ letter, signedOn }),
  });
}
