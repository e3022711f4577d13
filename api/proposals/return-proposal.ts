import type { Context } from '../context.js';
import type { StepReason } from './evidence.js';
import { takeStep, type StepInput } from './take-step.js';

/** A proposal that goes back to the village. */
export interface ReturnProposalInput extends StepInput {
  readonly reason: StepReason;
}

/** Returns a proposal to the village operator for revision. @throws as {@link takeStep} */
export function returnProposal(context: Context, input: ReturnProposalInput): Promise<string> {
  return takeStep(context, {
    ...{ field: 'returnProposal', action: 'RETURN', input: { ...input } },
    evidence: () => ({ reason: input.reason }),
  });
}
