import type { JobResult } from '@dinsos/sdk';
import type { Payment } from './read-payments.js';

/** What to do with a payment. */
export type Advice = 'PAY' | 'HOLD' | 'STOP';

/** A line of the report. It holds no NIK and no name: the reference leads back to the payment. */
export interface ReportLine {
  readonly reference: string;
  readonly advice: Advice;
  /** Whole rupiah. */
  readonly amount: number;
  readonly reasons: string;
  /** Offices that can help, by the next steps; empty where there is nothing to do. */
  readonly offices: readonly string[];
  /** Empty where the row was refused. */
  readonly decisionId: string;
}

/** What the registry's answer means for a payment, and why. */
export function verdictOn({ reference, amount }: Payment, result: JobResult): ReportLine {
  const line = { reference, amount, advice: adviceFor(result) };
  if (result.decision === undefined) {
    const reasons = `not checked: ${result.refused.message}`;
    return { ...line, reasons, offices: [], decisionId: '' };
  }
  const { id, outcome, enrolment, criteria, nextSteps } = result.decision;
  const open = criteria.filter(({ finding }) => finding === 'NOT_MET' || finding === 'UNKNOWN');
  const reasons = [
    `${outcome}, ${enrolment}`,
    ...open.map(({ finding, message }) => `${finding === 'NOT_MET' ? 'no' : '?'}: ${message}`),
    ...nextSteps.map(({ message }) => `next: ${message}`),
  ];
  const offices = [...new Set(nextSteps.map(({ office }) => office))];
  return { ...line, reasons: reasons.join(' | '), offices, decisionId: id };
}

/**
 * Eligible is not enrolled: who is not on the payment list yet is not paid. Nor is anything known of who was not asked about,
 * because the list names the payee twice or the day's number of people is used up: a person looks at it.
 */
function adviceFor({ decision, refused }: JobResult): Advice {
  if (refused !== undefined) return refused.code === 'MALFORMED_NIK' ? 'STOP' : 'HOLD';
  if (decision.outcome === 'INELIGIBLE') return 'STOP';
  return decision.outcome === 'ELIGIBLE' && decision.enrolment === 'ACTIVE' ? 'PAY' : 'HOLD';
}
