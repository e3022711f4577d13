import { ReceiptError } from '../errors.js';
import type { CriterionFinding, EligibilityDecision, NextStep } from '../models.js';
import { isRecord } from '../http/is-record.js';

/** What a receipt signs: the decision as the caller was shown it. Further claims may be there. */
export interface ReceiptPayload {
  /** The registry that signed. */
  readonly iss: string;
  /** The client that the decision was shown to. */
  readonly aud: string;
  /** When it was decided, in seconds since 1970. */
  readonly iat: number;
  /** The decision's id. */
  readonly jti: string;
  readonly decision: ReceiptDecision;
  readonly [claim: string]: unknown;
}

/** The signed part of a decision: all but its sentences, with the program by its code. */
export interface ReceiptDecision extends Omit<
  EligibilityDecision,
  'program' | 'criteria' | 'nextSteps' | 'receipt'
> {
  readonly program: string;
  readonly criteria: readonly Omit<CriterionFinding, 'message'>[];
  readonly nextSteps: readonly Omit<NextStep, 'message'>[];
}

const OUTCOMES = new Set<unknown>(['ELIGIBLE', 'INELIGIBLE', 'UNDETERMINED']);

/**
 * The payload of a JWS whose signature is valid. A registry signs other things too, such as access tokens: what is no
 * receipt is refused.
 */
export function readPayload(bytes: Uint8Array, issuer: string | undefined): ReceiptPayload {
  const payload: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  if (!isReceiptPayload(payload)) throw new ReceiptError('What was signed is not a receipt.');
  if (issuer !== undefined && payload.iss !== issuer) {
    throw new ReceiptError('The receipt is of another issuer.');
  }
  return payload;
}

function isReceiptPayload(payload: unknown): payload is ReceiptPayload {
  if (!isRecord(payload)) return false;
  const { iss, aud, iat, jti, decision } = payload;
  return (
    typeof iss === 'string' &&
    typeof aud === 'string' &&
    typeof iat === 'number' &&
    typeof jti === 'string' &&
    isRecord(decision) &&
    decision['id'] === jti &&
    OUTCOMES.has(decision['outcome'])
  );
}
