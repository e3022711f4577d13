import { GraphQLError } from 'graphql';

const STATUS = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  BAD_USER_INPUT: 400,
  NOT_FOUND: 404,
  RATE_LIMITED: 429,
  SERVICE_UNAVAILABLE: 503,
} as const;

/** The faults that a fake registry gives; codes as of the registry. */
export type FakeFaultCode = keyof typeof STATUS;

/** A broken call, as the registry tells it. */
export class FakeFault extends GraphQLError {
  constructor(code: FakeFaultCode, message: string, retryAfterMs?: number) {
    super(message, {
      extensions: { code, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) },
    });
  }
}

/** An answer over HTTP, as the registry writes it. */
export function answerOf(
  result: { data?: unknown; errors?: readonly GraphQLError[] },
  requestId: string,
): Response {
  const errors = (result.errors ?? []).map((error) => shown(error, requestId));
  const hasData = result.data !== undefined && result.data !== null;
  const body = {
    ...(errors.length === 0 ? {} : { errors }),
    ...('data' in result ? { data: result.data } : {}),
  };
  const status = hasData || errors.length === 0 ? 200 : Math.max(...errors.map(statusOf));
  const wait = Math.max(0, ...errors.map(({ extensions }) => extensions.retryAfterMs ?? 0));
  return new Response(JSON.stringify(body), {
    status,
    headers: {
      'content-type': 'application/graphql-response+json; charset=utf-8',
      'x-request-id': requestId,
      ...(wait === 0 ? {} : { 'retry-after': String(Math.ceil(wait / 1000)) }),
    },
  });
}

interface ShownError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly code: FakeFaultCode;
    readonly retryAfterMs?: number;
    readonly requestId: string;
  };
}

/** An error of the document or of its variables is told without what it was. */
function shown(error: GraphQLError, requestId: string): ShownError {
  const own = error instanceof FakeFault ? error : error.originalError;
  const known = own instanceof FakeFault;
  const path = error.path === undefined ? {} : { path: error.path };
  const extensions = known ? own.extensions : { code: 'BAD_USER_INPUT' };
  return {
    message: known ? own.message : 'The document or its variables are not what the schema takes.',
    ...path,
    extensions: { ...(extensions as { code: FakeFaultCode }), requestId },
  };
}

function statusOf({ extensions }: ShownError): number {
  return STATUS[extensions.code];
}
