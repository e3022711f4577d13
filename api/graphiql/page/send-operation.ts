import type { Sandbox } from './sandbox.js';

/** A GraphQL request as GraphiQL hands it over. */
export interface OperationRequest {
  readonly query: string;
  readonly operationName?: string | null | undefined;
  readonly variables?: unknown;
}

/** The part of an answer that the page itself reads. */
export interface OperationAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

const lapsed = (status: number, answer: OperationAnswer): boolean =>
  status === 401 ||
  answer.errors?.some((error) => error.extensions?.code === 'UNAUTHENTICATED') === true;

async function post(
  request: OperationRequest,
  headers: Record<string, string>,
): Promise<{ status: number; answer: OperationAnswer }> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify(request),
  });
  const text = await response.text();
  try {
    return { status: response.status, answer: JSON.parse(text) as OperationAnswer };
  } catch {
    const message = `HTTP ${String(response.status)}: ${text.slice(0, 200)}`;
    return { status: response.status, answer: { errors: [{ message }] } };
  }
}

/**
 * Sends an operation as a persona. A token that the server refuses is replaced once; a header of
 * the reader's own (an `Authorization` pasted under Headers) wins over the persona's.
 */
export async function sendOperation(
  sandbox: Sandbox,
  persona: string | undefined,
  request: OperationRequest,
  ownHeaders: Readonly<Record<string, string>> = {},
): Promise<OperationAnswer> {
  const own = Object.fromEntries(
    Object.entries(ownHeaders).map(([name, value]) => [name.toLowerCase(), value]),
  );
  if (persona === undefined || own['authorization'] !== undefined) {
    return (await post(request, own)).answer;
  }
  const asPersona = async () =>
    post(request, { ...own, authorization: `Bearer ${await sandbox.token(persona)}` });

  const first = await asPersona();
  if (!lapsed(first.status, first.answer)) return first.answer;
  sandbox.forget(persona);
  return (await asPersona()).answer;
}
