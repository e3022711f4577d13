import type { Context } from '../context.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { VISIT_FINDINGS } from './evidence.js';
import { takeStep, type StepInput } from './take-step.js';

/** What a visit to the house found. */
export interface AssessProposalInput extends StepInput {
  readonly visitedOn: CalendarDate;
  readonly finding: (typeof VISIT_FINDINGS)[number];
  readonly photos: readonly string[];
}

/** Records a visit to the house by TKSK or the social office, in its turn or earlier. @throws as {@link takeStep} */
export function assessProposal(context: Context, input: AssessProposalInput): Promise<string> {
  const { visitedOn, finding, photos } = input;
  return takeStep(context, {
    ...{ field: 'assessProposal', action: 'ASSESS', input: { ...input } },
    evidence: () => ({ visitedOn, finding, photos: [...photos] }),
  });
}
