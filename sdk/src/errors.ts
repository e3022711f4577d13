import type { FAULT_CODES } from './generated/fault-codes.js';

/** A code of the schema's enum `FaultCode`, which is {@link FAULT_CODES}. */
export type FaultCode = (typeof FAULT_CODES)[number];

/** What is known of a failure besides its kind. */
export interface DinsosErrorDetails {
  readonly requestId?: string | null;
  readonly status?: number | null;
  readonly retryAfterMs?: number | null;
}

/**
 * What every error of this SDK is. Messages are fixed sentences or sentences of the registry that were checked first:
 * none holds a variable, a NIK, a token or a URL, so an error may be logged as it is.
 */
export abstract class DinsosError extends Error {
  /** Stable, for programs to branch on. */
  abstract readonly code: string;
  /** The registry's id of the request, for its support desk; null where no answer came. */
  readonly requestId: string | null;
  /** HTTP status; null where no answer came. */
  readonly status: number | null;
  /** How long the registry asks to wait, in milliseconds; null where it does not say. */
  readonly retryAfterMs: number | null;

  constructor(message: string, details: DinsosErrorDetails = {}) {
    super(message);
    this.requestId = details.requestId ?? null;
    this.status = details.status ?? null;
    this.retryAfterMs = details.retryAfterMs ?? null;
  }
}

/** No valid token: it is missing, expired, or not accepted. */
export class UnauthenticatedError extends DinsosError {
  override readonly name = 'UnauthenticatedError';
  readonly code = 'UNAUTHENTICATED';
}

/** The token is valid, but it does not allow this: another purpose, or a field that this caller may not read. */
export class ForbiddenError extends DinsosError {
  override readonly name = 'ForbiddenError';
  readonly code = 'FORBIDDEN';
}

/** Something in the request is malformed or unknown: a NIK, a program, claims, a page size. */
export class BadUserInputError extends DinsosError {
  override readonly name = 'BadUserInputError';
  readonly code = 'BAD_USER_INPUT';
}

/** It does not exist, or this caller may not know that it does. */
export class NotFoundError extends DinsosError {
  override readonly name = 'NotFoundError';
  readonly code = 'NOT_FOUND';
}

/** The operation selects more than one request may. */
export class OperationTooComplexError extends DinsosError {
  override readonly name = 'OperationTooComplexError';
  readonly code = 'OPERATION_TOO_COMPLEX';
}

/** Too many requests; `retryAfterMs` says how long to wait where the registry says so. */
export class RateLimitedError extends DinsosError {
  override readonly name = 'RateLimitedError';
  readonly code = 'RATE_LIMITED';
}

/** The record changed since it was read. */
export class ConflictError extends DinsosError {
  override readonly name = 'ConflictError';
  readonly code = 'CONFLICT';
}

/** The registry, or something that it needs, cannot answer now. */
export class ServiceUnavailableError extends DinsosError {
  override readonly name = 'ServiceUnavailableError';
  readonly code = 'SERVICE_UNAVAILABLE';
}

/** A fault of the registry's own; quote `requestId` to its support desk. */
export class InternalServerError extends DinsosError {
  override readonly name = 'InternalServerError';
  readonly code = 'INTERNAL_SERVER_ERROR';
}

/** No connection, or it broke before the answer was complete. */
export class NetworkError extends DinsosError {
  override readonly name = 'NetworkError';
  readonly code = 'NETWORK_ERROR';
}

/** No answer within the time limit of one attempt. */
export class TimeoutError extends DinsosError {
  override readonly name = 'TimeoutError';
  readonly code = 'TIMEOUT';
}

/** The answer is not one that the registry gives: a wrong URL, or a proxy that speaks for it. */
export class UnexpectedResponseError extends DinsosError {
  override readonly name = 'UnexpectedResponseError';
  readonly code = 'UNEXPECTED_RESPONSE';
}

/** A receipt that is not what the registry signed: altered, signed by another key, or no receipt at all. */
export class ReceiptError extends DinsosError {
  override readonly name = 'ReceiptError';
  readonly code = 'RECEIPT_INVALID';
}

/** Why a webhook is not believed. */
export type WebhookFlaw =
  /** One of the three headers is missing. */
  | 'MISSING_HEADER'
  /** A header is there and not of its form. */
  | 'MALFORMED_HEADER'
  /** Sent longer ago than the tolerance: late, or sent again by somebody else. */
  | 'TOO_OLD'
  /** Dated further ahead than the tolerance: one of the clocks is wrong. */
  | 'TOO_NEW'
  /** No signature fits the bytes and a key that is trusted. */
  | 'NO_MATCHING_SIGNATURE'
  /** The signature fits, but what was signed is no event. */
  | 'NOT_AN_EVENT';

/** A webhook that is not what the registry sent just now; answer it with 400 and do nothing. */
export class WebhookError extends DinsosError {
  override readonly name = 'WebhookError';
  readonly code = 'WEBHOOK_INVALID';

  /** What is wrong, for programs to branch on. */
  readonly flaw: WebhookFlaw;

  constructor(message: string, flaw: WebhookFlaw) {
    super(message);
    this.flaw = flaw;
  }
}

/** A job that gives no results: cancelled, failed, or no longer there. */
export class JobEndedError extends DinsosError {
  override readonly name = 'JobEndedError';
  readonly code = 'JOB_ENDED';

  readonly jobId: string;
  /** How the job ended; null where the registry has none of that id for this caller, or no longer. */
  readonly jobStatus: 'CANCELLED' | 'FAILED' | null;

  constructor(message: string, jobId: string, jobStatus: JobEndedError['jobStatus']) {
    super(message);
    this.jobId = jobId;
    this.jobStatus = jobStatus;
  }
}

/** Every error of this SDK, told apart by `code`. */
export type AnyDinsosError =
  | UnauthenticatedError
  | ForbiddenError
  | BadUserInputError
  | NotFoundError
  | OperationTooComplexError
  | RateLimitedError
  | ConflictError
  | ServiceUnavailableError
  | InternalServerError
  | NetworkError
  | TimeoutError
  | UnexpectedResponseError
  | ReceiptError
  | WebhookError
  | JobEndedError;
