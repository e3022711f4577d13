import type { Context } from '../context.js';
import { badInput, Fault } from '../errors.js';
import { takeStep, type StepInput } from './take-step.js';

/** What the regency's verification found. */
export interface VerifyProposalInput extends StepInput {
  readonly outcome: 'VERIFIED' | 'NOT_ELIGIBLE';
  /** Why not: a ground of exclusion (reference 2.10). */
  readonly groundCode?: string | null | undefined;
}

const CODE = /^[A-Z][A-Z0-9_]{1,39}$/;
const GROUND_STATEMENT = 'SELECT 1 AS found FROM exclusion_ground WHERE code = $1';

/**
 * Verifies a proposal, or finds on a ground of exclusion that it is not eligible.
 *
 * @throws as {@link takeStep}; Fault NOT_FOUND for an unknown ground.
 */
export function verifyProposal(context: Context, input: VerifyProposalInput): Promise<string> {
  const { outcome, groundCode } = input;
  const common = { field: 'verifyProposal', input: { ...input } };
  if (outcome === 'VERIFIED') {
    if (groundCode != null) throw badInput('groundCode must be absent with VERIFIED.');
    return takeStep(context, { ...common, action: 'VERIFY', evidence: () => ({}) });
  }
  if (groundCode == null) throw badInput('groundCode must be given with NOT_ELIGIBLE.');
  return takeStep(context, {
    ...{ ...common, action: 'FIND_NOT_ELIGIBLE', evidence: () => ({ groundCode }) },
    prepare: async ({ sql }) => {
      const found = CODE.test(groundCode) ? await sql.query(GROUND_STATEMENT, [groundCode]) : [];
      if (found.length === 0) {
        throw new Fault('NOT_FOUND', 'There is no such ground of exclusion.');
      }
      return null;
    },
  });
}
