import type { Context } from '../context.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { takeStep, type StepInput } from './take-step.js';

/** An SPTJM in place of a meeting. */
export interface SignStatementInput extends StepInput {
  /** Number of the SPTJM. */
  readonly statement: string;
  readonly signedOn: CalendarDate;
}

/** Records that the village head answers for it by an SPTJM, where no meeting was held. @throws as {@link takeStep} */
export function signStatement(context: Context, input: SignStatementInput): Promise<string> {
  const { statement, signedOn } = input;
  return takeStep(context, {
    ...{ field: 'signResponsibilityStatement', action: 'APPROVE_BY_STATEMENT' },
    ...{ input: { ...input }, evidence: () => ({ statement, signedOn }) },
  });
}
