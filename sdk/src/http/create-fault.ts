import {
  BadUserInputError,
  ConflictError,
  ForbiddenError,
  InternalServerError,
  NotFoundError,
  OperationTooComplexError,
  RateLimitedError,
  ServiceUnavailableError,
  UnauthenticatedError,
} from '../errors.js';
import type { AnyDinsosError, DinsosErrorDetails, FaultCode } from '../errors.js';
import { FAULT_CODES } from '../generated/fault-codes.js';

/** The class whose `code` is this one, so that a code of the schema without a class of its own does not compile. */
type FaultClass<Code extends FaultCode> = new (
  message: string,
  details: DinsosErrorDetails,
) => Extract<AnyDinsosError, { readonly code: Code }>;

const FAULTS: { readonly [Code in FaultCode]: readonly [FaultClass<Code>, string] } = {
  UNAUTHENTICATED: [UnauthenticatedError, 'The registry did not accept the token.'],
  FORBIDDEN: [ForbiddenError, 'The token does not allow this.'],
  BAD_USER_INPUT: [BadUserInputError, 'The registry refused the request as malformed.'],
  NOT_FOUND: [NotFoundError, 'There is no such record for this caller.'],
  OPERATION_TOO_COMPLEX: [OperationTooComplexError, 'The operation is too complex.'],
  RATE_LIMITED: [RateLimitedError, 'Too many requests.'],
  CONFLICT: [ConflictError, 'The record has changed since it was read.'],
  SERVICE_UNAVAILABLE: [ServiceUnavailableError, 'The registry cannot answer now.'],
  INTERNAL_SERVER_ERROR: [InternalServerError, 'The registry failed.'],
};

const CODE_OF_STATUS: ReadonlyMap<number, FaultCode> = new Map([
  [400, 'BAD_USER_INPUT'],
  [401, 'UNAUTHENTICATED'],
  [403, 'FORBIDDEN'],
  [409, 'CONFLICT'],
  [413, 'OPERATION_TOO_COMPLEX'],
  [422, 'BAD_USER_INPUT'],
  [429, 'RATE_LIMITED'],
  [500, 'INTERNAL_SERVER_ERROR'],
  [502, 'SERVICE_UNAVAILABLE'],
  [503, 'SERVICE_UNAVAILABLE'],
  [504, 'SERVICE_UNAVAILABLE'],
]);

/** The error of a fault code, with `message`, or with a fixed sentence where `message` is null. */
export function createFault(
  code: FaultCode,
  message: string | null,
  details: DinsosErrorDetails,
): AnyDinsosError {
  const [Fault, sentence] = FAULTS[code];
  return new Fault(message ?? sentence, details);
}

/** The fault code that a value names, or null. */
export function faultCodeOf(value: unknown): FaultCode | null {
  return FAULT_CODES.find((code) => code === value) ?? null;
}

/** The fault code that an HTTP status stands for where the body names none, or null. */
export function faultCodeOfStatus(status: number): FaultCode | null {
  return CODE_OF_STATUS.get(status) ?? null;
}
