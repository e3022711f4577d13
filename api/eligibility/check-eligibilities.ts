import type { AccessPurpose } from '../../prisma/generated/enums.js';
import { chargePeople } from '../budgets/charge-people.js';
import { noteLookUp } from '../budgets/note-look-up.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { parseNik } from '../values/nik.js';
import { InvalidClaimsError, readClaims, type ProgramClaims } from './claims.js';
import type { Decision, Question } from './decision.js';
import { discloseDecision, type ShownDecision } from './disclosure.js';
import {
  prepareCall,
  REFERENCE_LENGTH,
  REFERENCE_TOO_LONG,
  type CallFrame,
} from './prepare-question.js';

/** Many people, one program, one day. */
export interface CheckEligibilitiesInput {
  readonly program: string;
  readonly purpose: AccessPurpose;
  readonly asOf?: CalendarDate | null | undefined;
  readonly people: readonly PersonToCheck[];
}

/** One row of many. The NIK is plain text here, so that a bad one spoils its own row only. */
export interface PersonToCheck {
  readonly nik: string;
  readonly reference?: string | null | undefined;
  readonly claims?: ProgramClaims | null | undefined;
}

export type RefusalCode =
  'MALFORMED_NIK' | 'DUPLICATE_IN_REQUEST' | 'INVALID_CLAIMS' | 'OVER_BUDGET';

/** A row that was not decided, and why. */
export interface RefusedCheck {
  readonly reference: string | null;
  readonly refusal: RefusalCode;
  readonly message: string;
}

/** A question that the budget has not been charged with. */
type UnpaidQuestion = Omit<Question, 'charge'> & { readonly digits: string };

/** The most people of one request. */
const MOST_PEOPLE = 1_000;

const MESSAGES: Readonly<Record<Exclude<RefusalCode, 'INVALID_CLAIMS'>, string>> = {
  MALFORMED_NIK: 'A NIK has 16 digits: region, birth date (+40 for women), serial.',
  DUPLICATE_IN_REQUEST: 'An earlier row of this request asks about the same NIK.',
  OVER_BUDGET: "The agreement's daily number of people is used up.",
};

/**
 * Decides up to 1,000 people in their order, each row by itself: a malformed NIK, a duplicate or bad claims refuse that row
 * alone. What is decided is recorded in one transaction. Where not all of the people fit in what is left of the day, the whole
 * request is refused and nobody is looked up.
 *
 * @throws Fault as {@link prepareCall}, RATE_LIMITED as just said, and BAD_USER_INPUT for an empty list or more than 1,000 people.
 */
export async function checkEligibilities(
  context: Context,
  input: CheckEligibilitiesInput,
): Promise<(ShownDecision | RefusedCheck)[]> {
  const { principal } = context;
  if (input.people.length === 0 || input.people.length > MOST_PEOPLE) {
    throw badInput(`people must hold from 1 to ${MOST_PEOPLE} entries.`);
  }
  const frame = await prepareCall(context, input);
  const seen = new Set<string>();
  const rows = input.people.map((person) => readRow(context, frame, person, seen));
  const questions = rows.filter((row): row is UnpaidQuestion => !('refusal' in row));
  const decisions = await decideAll(context, questions);
  let next = 0;
  return rows.map((row) =>
    'refusal' in row ? row : discloseDecision(decisions[next++]!, principal.purpose),
  );
}

/** Charges all of them together, or none of them, and decides them. */
async function decideAll(
  context: Context,
  questions: readonly UnpaidQuestion[],
): Promise<Decision[]> {
  if (questions.length === 0) return [];
  const charges = await chargePeople(
    context,
    questions.map(({ nikIndex }) => nikIndex),
  );
  const decisions = await context.app.decider.decide(
    questions.map(({ digits: _digits, ...question }, index) => ({
      ...question,
      charge: charges[index]!,
    })),
  );
  for (const [index, { digits }] of questions.entries()) {
    noteLookUp(context, { digits, found: decisions[index]!.facts.known });
  }
  return decisions;
}

function readRow(
  { app }: Context,
  frame: CallFrame,
  person: PersonToCheck,
  seen: Set<string>,
): UnpaidQuestion | RefusedCheck {
  const reference = person.reference ?? null;
  const refuse = (refusal: RefusalCode, message: string): RefusedCheck => ({
    reference,
    refusal,
    message,
  });
  if (reference !== null && reference.length > REFERENCE_LENGTH) {
    return { reference: null, refusal: 'INVALID_CLAIMS', message: REFERENCE_TOO_LONG };
  }
  const nik = parseNik(person.nik);
  if (nik === null) return refuse('MALFORMED_NIK', MESSAGES.MALFORMED_NIK);
  if (seen.has(nik)) return refuse('DUPLICATE_IN_REQUEST', MESSAGES.DUPLICATE_IN_REQUEST);
  seen.add(nik);
  try {
    const claims = readClaims(frame.rule.ruleSet.claims, person.claims);
    return { ...frame, digits: nik, nikIndex: app.vault.nikIndex(nik), reference, claims };
  } catch (error) {
    if (error instanceof InvalidClaimsError) return refuse('INVALID_CLAIMS', error.message);
    throw error;
  }
}
