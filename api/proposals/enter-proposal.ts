import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import {
  insertHousehold,
  readNewHousehold,
  type RegisterHouseholdInput,
} from '../households/insert-household.js';
import { takeStep, type StepInput } from './take-step.js';

/** The village operator's entry. */
export interface EnterProposalInput extends StepInput {
  /** The family of a new entry, when it is entered for the first time. */
  readonly household?: RegisterHouseholdInput | null | undefined;
}

/**
 * Enters a proposal that the village approved, or one that came back. A new entry registers its household in the same
 * transaction; a family that is in the registry already is refused, and is proposed for an update instead.
 *
 * @throws as {@link takeStep}; VillageNotFoundError, KkNumberInUseError, NikAlreadyRecordedError, PossibleDuplicateError, and what
 *   {@link readNewHousehold} refuses.
 */
export function enterProposal(context: Context, input: EnterProposalInput): Promise<string> {
  const { app } = context;
  const { household = null } = input;
  const read = household === null ? null : readNewHousehold(app, household);
  return takeStep(context, {
    ...{ field: 'enterProposal', action: 'ENTER', input: { ...input } },
    evidence: () => ({}),
    nikIndexes: read?.nikIndexes ?? [],
    prepare: async (open, { householdId, villageCode }) => {
      if (read === null) return null;
      if (householdId !== null) throw badInput('household must be absent: the proposal has one.');
      if (read.input.villageCode !== villageCode) {
        throw badInput('household.villageCode must be the village that proposes.');
      }
      return insertHousehold(open, app, read);
    },
  });
}
