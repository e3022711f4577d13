import { UnexpectedResponseError } from '../errors.js';
import type { Execute } from '../execute.js';
import { CheckEligibilitiesDocument } from '../generated/documents.js';
import type { AccessPurpose, CheckEligibilitiesQuery, Language } from '../generated/types.js';
import { safeMessage } from '../http/safe-message.js';
import type { EligibilityDecision, PersonCheck, Refusal } from '../models.js';

/** What all checks of one request have in common. */
export interface CheckTerms {
  readonly program: string;
  readonly purpose: AccessPurpose;
  readonly asOf: string | null | undefined;
}

/** The most people that the registry takes in one request. */
export const PEOPLE_PER_REQUEST = 1_000;

/** What one person got. */
export type Answer = { readonly decision: EligibilityDecision } | { readonly refused: Refusal };

/** Checks up to 1,000 people in one request; the answers stand in the order of the people. */
export async function checkPeople(
  execute: Execute,
  request: { terms: CheckTerms; people: readonly PersonCheck[]; language: Language },
  signal: AbortSignal | undefined,
): Promise<readonly Answer[]> {
  const { terms, people, language } = request;
  const input = { ...terms, people: people.map(personInput) };
  const data = await execute(CheckEligibilitiesDocument, { input, language }, signal);
  if (data.checkEligibilities.length !== people.length) {
    throw new UnexpectedResponseError('The registry answered for another number of people.');
  }
  return data.checkEligibilities.map((result, index) => answerOf(result, people[index]));
}

/** The fields of a check that the registry takes: a row of a file may have more. */
export function personInput(person: PersonCheck): PersonCheck {
  const reference = person.reference ?? null;
  return {
    nik: person.nik,
    ...(reference === null ? {} : { reference: String(reference) }),
    ...(person.claims ? { claims: person.claims } : {}),
  };
}

function answerOf(
  result: CheckEligibilitiesQuery['checkEligibilities'][number],
  person: PersonCheck | undefined,
): Answer {
  if (result.__typename === 'EligibilityDecision') {
    const { __typename, ...decision } = result;
    return { decision };
  }
  const message = safeMessage(result.message, person) ?? 'The registry refused this row.';
  return { refused: { code: result.code, message } };
}
