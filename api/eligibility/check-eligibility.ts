import type { AccessPurpose } from '../../prisma/generated/enums.js';
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
 * @throws Fault as {@link prepareCall}, and BAD_USER_INPUT for claims that cannot be meant.
 */
export async function checkEligibility(
  context: Context,
  input: CheckEligibilityInput,
): Promise<ShownDecision> {
  const { app, principal } = context;
  const frame = await prepareCall(context, input);
  const [decision] = await app.decider.decide([
    {
      ...frame,
      nikIndex: app.vault.nikIndex(input.nik),
      reference: readReference(input.reference),
      claims: claimsOrFault(frame.rule.ruleSet.claims, input.claims),
    },
  ]);
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
