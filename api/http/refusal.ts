import type { FaultCode } from '../errors.js';

/** A request turned away before GraphQL saw it, with its HTTP status. `message` is a fixed sentence. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: FaultCode;
  readonly headers: Readonly<Record<string, string>>;
  constructor(
    status: number,
    code: FaultCode,
    message: string,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.headers = headers;
  }
}

/** A request that is not well formed. */
export function malformed(message: string): Refusal {
  return new Refusal(400, 'BAD_USER_INPUT', message);
}
