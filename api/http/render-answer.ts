import type { ExecutionResult, GraphQLError } from 'graphql';
import { HTTP_STATUS, type FaultCode } from '../errors.js';
import type { Log } from '../log.js';
import { faultOf, type ShownFault } from './fault-of.js';
import type { AnswerType } from './accepted-type.js';

/** An HTTP answer, ready to be written. */
export interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: string;
  /** Fault codes in it, for the log. */
  readonly codes: readonly FaultCode[];
}

/** What an answer must know of its request, and how it goes on paper. */
export interface AnswerContext {
  readonly requestId: string;
  readonly accepted: AnswerType;
  readonly log: Log;
  /** Whether names of the schema may be suggested for a misspelled one. */
  readonly suggestions: boolean;
}

/** Our side fails, or asks to wait: told by the status in both media types, so that proxies and clients see it. */
const TOLD_BY_STATUS = new Set<FaultCode>([
  ...(['UNAUTHENTICATED', 'RATE_LIMITED', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR'] as const),
]);
const SUGGESTION = / Did you mean .*\?$/s;
const SEAL_BROKEN = 'SEAL_BROKEN';
const OUR_FRAME = /\b((?:api|schema|prisma)\/[\w./-]+\.[jt]s:\d+:\d+)/;

/**
 * The answer for an execution result. This is the last thing that sees an error: each is rewritten here, so nothing of
 * the request, the database or the code can remain in it.
 */
export function renderAnswer(result: ExecutionResult, context: AnswerContext): Answer {
  const headers: Record<string, string> = {
    'content-type': `${context.accepted}; charset=utf-8`,
    'cache-control': 'no-store',
  };
  const errors = result.errors ?? [];
  if (errors.length === 0) {
    const { data, extensions } = result;
    return { status: 200, headers, body: JSON.stringify({ data, extensions }), codes: [] };
  }
  const faults = errors.map((error) => logged(faultOf(error), error, context));
  alarm(faults, context);
  const shown = faults.map((fault, index) => shownError(fault, errors[index]!, context));
  const wait = Math.max(0, ...faults.map(({ retryAfterMs }) => retryAfterMs ?? 0));
  if (wait > 0) headers['retry-after'] = String(Math.ceil(wait / 1000));
  const codes = [...new Set(faults.map(({ code }) => code))];
  const whole = { errors: shown, data: result.data, extensions: result.extensions };
  return {
    status: statusOf(result, codes, context.accepted),
    headers,
    body: JSON.stringify(whole),
    codes,
  };
}

function statusOf(
  { data }: ExecutionResult,
  codes: readonly FaultCode[],
  accepted: AnswerType,
): number {
  if (data !== undefined && data !== null) return 200;
  const told =
    accepted === 'application/json' ? codes.filter((code) => TOLD_BY_STATUS.has(code)) : codes;
  return Math.max(200, ...told.map((code) => HTTP_STATUS[code]));
}

function shownError(fault: ShownFault, error: GraphQLError, context: AnswerContext): object {
  const { locations, path } = error;
  return {
    message: context.suggestions ? fault.message : fault.message.replace(SUGGESTION, ''),
    ...(locations === undefined ? {} : { locations }),
    ...(path === undefined ? {} : { path }),
    extensions: {
      code: fault.code,
      ...(fault.retryAfterMs === undefined ? {} : { retryAfterMs: fault.retryAfterMs }),
      requestId: context.requestId,
    },
  };
}

function logged(fault: ShownFault, error: unknown, { log, requestId }: AnswerContext): ShownFault {
  if (fault.cause === null || fault.cause === SEAL_BROKEN) return fault;
  const where = placeOf(error);
  const fields = { requestId, cause: fault.cause, ...(where === null ? {} : { where }) };
  if (fault.code === 'SERVICE_UNAVAILABLE') log.warn('database_unavailable', fields);
  else log.error('bug', fields);
  return fault;
}

/** One line an answer, however many sealed values did not open. */
function alarm(faults: readonly ShownFault[], { log, requestId }: AnswerContext): void {
  const count = faults.filter(({ cause }) => cause === SEAL_BROKEN).length;
  if (count > 0) log.error('seal_broken', { requestId, count });
}

/** Where in our own code an error arose: a file and a line, nothing of its message. */
function placeOf(error: unknown): string | null {
  const origin = (error as GraphQLError).originalError ?? (error as Error);
  const frames = (origin.stack ?? '').split('\n').filter((line) => /^ {4}at /.test(line));
  for (const frame of frames) {
    const place = OUR_FRAME.exec(frame)?.[1];
    if (place !== undefined) return place;
  }
  return null;
}
