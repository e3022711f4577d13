import type { AccessPurpose } from '../../prisma/generated/enums.js';
import { chargePeople } from '../budgets/charge-people.js';
import { noteLookUp } from '../budgets/note-look-up.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import type { CalendarDate } from '../values/calendar-date.js';
import type { Nik } from '../values/nik.js';
import { InvalidClaimsError, readClaims, type ProgramClaims } from './claims.js';
import { discloseDecision, type ShownDecision } from './disclosure.js';
import { prepareCall, readReference } from './prepare-question.js';

/** One person, one program, one day. */
export interface CheckEligibilityInput {
  readonly nik: Nik;
  readonly program: string;
  readonly purpose: AccessPurpose;
  readonly asOf?: CalendarDate | null | undefined;
  readonly reference?: string | null | undefined;
  readonly claims?: ProgramClaims | null | undefined;
}

/**
 * Decides whether a person is eligible, records the decision and the look, and gives what the caller's purpose may see.
 *
 * @throws Fault as {@link prepareCall}, BAD_USER_INPUT for claims that cannot be meant, and RATE_LIMITED when the person does
 *   not fit in what is left of the day's people.
 */
export async function checkEligibility(
  context: Context,
  input: CheckEligibilityInput,
): Promise<ShownDecision> {
  const { app, principal } = context;
  const frame = await prepareCall(context, input);
  const question = {
    ...frame,
    nikIndex: app.vault.nikIndex(input.nik),
    reference: readReference(input.reference),
    claims: claimsOrFault(frame.rule.ruleSet.claims, input.claims),
  };
  const [charge] = await chargePeople(context, [question.nikIndex]);
  const [decision] = await app.decider.decide([{ ...question, charge: charge! }]);
  noteLookUp(context, { digits: input.nik, found: decision!.facts.known });
  return discloseDecision(decision!, principal.purpose);
}

function claimsOrFault(
  ...[takes, claims]: Parameters<typeof readClaims>
): ReturnType<typeof readClaims> {
  try {
    return readClaims(takes, claims);
  } catch (error) {
    if (error instanceof InvalidClaimsError) throw badInput(error.message);
    throw error;
  }
}
