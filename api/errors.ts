import { GraphQLError } from 'graphql';

/** The closed list of fault codes (`extensions.code`). */
export const FAULT_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'BAD_USER_INPUT',
  'NOT_FOUND',
  'OPERATION_TOO_COMPLEX',
  'RATE_LIMITED',
  'CONFLICT',
  'SERVICE_UNAVAILABLE',
  'INTERNAL_SERVER_ERROR',
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

/** HTTP status that goes with a code when there is no data at all. */
export const HTTP_STATUS: Record<FaultCode, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  OPERATION_TOO_COMPLEX: 400,
  RATE_LIMITED: 429,
  CONFLICT: 409,
  SERVICE_UNAVAILABLE: 503,
  INTERNAL_SERVER_ERROR: 500,
};

/**
 * A broken call: thrown, never part of the data. `message` is a fixed sentence; it holds no value of the request.
 */
export class Fault extends GraphQLError {
  readonly code: FaultCode;
  readonly status: number;
  constructor(code: FaultCode, message: string, retryAfterMs?: number) {
    super(message, {
      extensions: { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    });
    this.code = code;
    this.status = HTTP_STATUS[code];
  }
}

/** Input that cannot be meant: says which argument and what is wrong with it, never what it was. */
export function badInput(message: string): Fault {
  return new Fault('BAD_USER_INPUT', message);
}
