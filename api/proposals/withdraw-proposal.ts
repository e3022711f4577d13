import type { Context } from '../context.js';
import type { StepReason } from './evidence.js';
import { takeStep, type StepInput } from './take-step.js';

/** A proposal that is not wanted any more. */
export interface WithdrawProposalInput extends StepInput {
  readonly reason: StepReason;
}

/** Withdraws a proposal that is not determined yet. @throws as {@link takeStep} */
export function withdrawProposal(context: Context, input: WithdrawProposalInput): Promise<string> {
  return takeStep(context, {
    ...{ field: 'withdrawProposal', action: 'WITHDRAW', input: { ...input } },
    evidence: () => ({ reason: input.reason }),
  });
}
