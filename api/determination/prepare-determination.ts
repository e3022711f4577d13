import { allows, callerArea, callerRange } from '../access/allows.js';
import { DETERMINER, PREVIEWER } from '../access/rule.js';
import type { Principal } from '../auth/principal.js';
import type { Context } from '../context.js';
import { badInput, Fault } from '../errors.js';
import {
  ruleInForce,
  type CatalogProgram,
  type PublishedRule,
} from '../programs/program-catalog.js';
import { jakartaDate, type CalendarDate } from '../values/calendar-date.js';
import { territoryRange, type CodeRange, type RegionCode } from '../values/region-code.js';

/** What is to be determined: a program, for everybody of an area. */
export interface DeterminationInput {
  readonly program: string;
  /** An area of the territory; null or absent = the whole territory. */
  readonly region?: RegionCode | null | undefined;
  /** Null or absent = today in Jakarta. */
  readonly asOf?: CalendarDate | null | undefined;
}

/** What all runs over an area have in common. */
export interface DeterminationFrame {
  readonly program: CatalogProgram;
  readonly rule: PublishedRule;
  readonly asOf: CalendarDate;
  /** The area; null = the whole country. */
  readonly region: RegionCode | null;
  readonly range: CodeRange;
  /** Whether the caller is the one who would determine it, and so may see who it is about. */
  readonly decides: boolean;
}

/**
 * Checks what a run over an area asks for and finds the rule in force.
 *
 * @throws Fault FORBIDDEN for anybody whose work it is not, NOT_FOUND for an unknown program or an area outside the territory,
 *   BAD_USER_INPUT for a day in the future or without a rule, and for a program that asks for claims of a caller.
 */
export async function prepareDetermination(
  context: Context,
  input: DeterminationInput,
): Promise<DeterminationFrame> {
  const { app, principal } = context;
  const own = allows(PREVIEWER, principal) ? callerRange(principal) : null;
  if (own === null) throw new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
  const program = (await app.programs.read()).get(input.program);
  if (program === undefined) throw new Fault('NOT_FOUND', 'There is no such program.');
  const today = jakartaDate(app.now());
  const asOf = input.asOf ?? today;
  if (asOf > today) throw badInput('asOf must not lie in the future (Asia/Jakarta).');
  const rule = ruleInForce(program, asOf);
  if (rule === null) throw badInput('No rule of this program was in force on asOf.');
  if (rule.ruleSet.claims !== 'NONE') {
    throw badInput('This program asks for claims of an applicant: no area can be determined.');
  }
  const region = input.region ?? callerArea(principal);
  const range = region === null ? own : territoryRange(region);
  if (range.low < own.low || range.high > own.high) {
    throw new Fault('NOT_FOUND', 'There is no such area in the territory.');
  }
  return { program, rule, asOf, region, range, decides: determines(principal, program) };
}

/** The ministry determines national programs, an area's office the area's own. */
function determines(principal: Principal, { ownerCode }: CatalogProgram): boolean {
  if (!allows(DETERMINER, principal)) return false;
  return ownerCode === null ? principal.tier === 'NATIONAL' : callerArea(principal) === ownerCode;
}
