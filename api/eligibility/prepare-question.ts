import type { AccessPurpose } from '../../prisma/generated/enums.js';
import { eligibilityGrant } from '../access/grant.js';
import type { Context } from '../context.js';
import { badInput, Fault } from '../errors.js';
import { ruleInForce } from '../programs/program-catalog.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import type { Question } from './decision.js';

/** What all people of one call share: the program, the rule in force, the day, and the caller's grant. */
export type CallFrame = Pick<Question, 'program' | 'rule' | 'asOf' | 'asker'>;

/**
 * Checks what a call asks for and finds the rule in force.
 *
 * @throws Fault SERVICE_UNAVAILABLE while the trail is not witnessed, FORBIDDEN for another purpose than the token's, NOT_FOUND for a program that is unknown or outside the
 *   purpose, BAD_USER_INPUT for a date in the future or one on which no rule was in force.
 */
export async function prepareCall(
  context: Context,
  input: { program: string; purpose: AccessPurpose; asOf?: CalendarDate | null | undefined },
): Promise<CallFrame> {
  const { app, principal } = context;
  if (input.purpose !== principal.purpose) {
    throw new Fault('FORBIDDEN', 'The purpose must be the one that the access token carries.');
  }
  await app.trail.heads.demandRecent();
  const today = jakartaDate(app.now());
  const asOf = input.asOf ?? today;
  if (asOf > today) throw badInput('asOf must not lie in the future (Asia/Jakarta).');
  const [programs, grant] = await Promise.all([app.programs.read(), eligibilityGrant(context)]);
  const program = programs.get(input.program);
  if (program === undefined || !grant.covers(program)) {
    throw new Fault('NOT_FOUND', 'There is no such program.');
  }
  const rule = ruleInForce(program, asOf);
  if (rule === null) throw badInput('No rule of this program was in force on asOf.');
  return { program, rule, asOf, asker: grant.asker };
}

/** The most characters of a caller's own reference. */
export const REFERENCE_LENGTH = 120;
export const REFERENCE_TOO_LONG = `reference must have at most ${REFERENCE_LENGTH} characters.`;

/** A caller's own reference, kept as given; null = none. @throws Fault BAD_USER_INPUT when too long. */
export function readReference(reference: string | null | undefined): string | null {
  if (reference === null || reference === undefined) return null;
  if (reference.length > REFERENCE_LENGTH) {
    throw badInput(REFERENCE_TOO_LONG);
  }
  return reference;
}
