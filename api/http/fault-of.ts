import { GraphQLError } from 'graphql';
import { FAULT_CODES, Fault, type FaultCode } from '../errors.js';
import { cleanMessage } from './clean-message.js';
import { isDatabaseUnavailable } from './is-database-unavailable.js';

/** What a caller is told about an error, and what the log is told beside it. */
export interface ShownFault {
  readonly code: FaultCode;
  readonly message: string;
  readonly retryAfterMs?: number;
  /** For the log only; null = the caller's own doing. */
  readonly cause: string | null;
}

const BUG = 'Something went wrong on our side. Tell us the request id.';
const UNAVAILABLE = 'The registry cannot be reached just now. Try again shortly.';
const UNAVAILABLE_RETRY_MS = 1_000;
/** Values that reach an argument through a variable are checked while the operation runs. */
const ABOUT_INPUT = /^(Argument|Variable) "/;

/**
 * What `error` means for the caller. Only the sentences of {@link Fault} and GraphQL's own, cleaned of values, are passed
 * on; anything else is a bug or an unreachable database, and says no more than that.
 */
export function faultOf(error: unknown): ShownFault {
  const chain = causes(error);
  const fault = chain.find((link) => link instanceof Fault);
  if (fault !== undefined) {
    const retryAfterMs = fault.extensions['retryAfterMs'];
    return {
      code: fault.code,
      message: atPlace(error, fault),
      ...(typeof retryAfterMs === 'number' ? { retryAfterMs } : {}),
      cause: null,
    };
  }
  if (chain.some(isDatabaseUnavailable)) {
    return {
      code: 'SERVICE_UNAVAILABLE',
      message: UNAVAILABLE,
      retryAfterMs: UNAVAILABLE_RETRY_MS,
      cause: nameOf(chain),
    };
  }
  if (chain.length > 0 && chain.every((link) => link instanceof GraphQLError)) {
    const [outer] = chain;
    const aboutRequest = outer?.path === undefined || ABOUT_INPUT.test(outer.message);
    if (outer !== undefined && aboutRequest) {
      return { code: codeOf(outer), message: cleanMessage(outer), cause: null };
    }
  }
  return { code: 'INTERNAL_SERVER_ERROR', message: BUG, cause: nameOf(chain) };
}

/** A refusal by a scalar says what is wrong; where it was found, the coercion around it says. */
function atPlace(error: unknown, fault: Fault): string {
  if (error === fault || !(error instanceof GraphQLError)) return fault.message;
  return error.message === fault.message ? fault.message : cleanMessage(error);
}

function codeOf(error: GraphQLError): FaultCode {
  const code = error.extensions['code'];
  return FAULT_CODES.find((known) => known === code) ?? 'BAD_USER_INPUT';
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  let link: unknown = error;
  while (link !== undefined && link !== null && chain.length < 8) {
    chain.push(link);
    link = (link as GraphQLError).originalError ?? (link as Error).cause;
  }
  return chain;
}

/** Class or code of the innermost cause: words, never its message. */
function nameOf(chain: readonly unknown[]): string {
  const last = chain.at(-1);
  const code = (last as { code?: unknown } | undefined)?.code;
  if (typeof code === 'string') return code;
  return last instanceof Error ? last.constructor.name : typeof last;
}
