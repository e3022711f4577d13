import { malformed } from './refusal.js';

/** What is asked to run. */
export interface AskedOperation {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A GraphQL request as it came over HTTP; its form is checked, its meaning is not. */
export interface GraphqlParams extends Omit<AskedOperation, 'query'> {
  /** The document; null where the request names a registered one by its id instead. */
  readonly query: string | null;
  /** Id of a registered document: `sha256:…` (GraphQL over HTTP, persisted documents). */
  readonly documentId: string | null;
}

const KNOWN = new Set(['query', 'documentId', 'operationName', 'variables', 'extensions']);

/** The request in a parsed JSON body. @throws Refusal 400 naming the parameter that is wrong. */
export function paramsOfJson(body: unknown): GraphqlParams {
  if (!isObject(body)) throw malformed('The body is not one JSON object.');
  for (const name of Object.keys(body)) {
    if (!KNOWN.has(name) && body[name] !== null) {
      throw malformed(
        'The body has a parameter other than query, documentId, operationName, variables.',
      );
    }
  }
  const { query, documentId, operationName, variables, extensions } = body;
  if (!isAbsent(documentId) && typeof documentId !== 'string') {
    throw malformed('documentId must be a string.');
  }
  if (isAbsent(query) ? isAbsent(documentId) : typeof query !== 'string' || query === '') {
    throw malformed('query must be a document.');
  }
  if (!isAbsent(operationName) && typeof operationName !== 'string') {
    throw malformed('operationName must be a string.');
  }
  if (!isAbsent(variables) && !isObject(variables)) throw malformed('variables must be an object.');
  if (!isAbsent(extensions) && !isObject(extensions)) {
    throw malformed('extensions must be an object.');
  }
  return {
    query: isAbsent(query) ? null : (query as string),
    documentId: documentId ?? null,
    operationName: operationName ?? null,
    variables: variables ?? {},
  };
}

/** The request in the query string of a GET. `parse` reads its JSON parts. @throws Refusal 400 */
export function paramsOfQuery(
  search: string,
  parse: (bytes: Uint8Array) => unknown,
): GraphqlParams {
  const given = new URLSearchParams(search);
  const json = (name: string) => {
    const text = given.get(name);
    return text === null || text === '' ? null : parse(new TextEncoder().encode(text));
  };
  return paramsOfJson({
    query: given.get('query'),
    documentId: given.get('documentId'),
    operationName: given.get('operationName'),
    variables: json('variables'),
    extensions: json('extensions'),
  });
}

function isAbsent(value: unknown): value is null | undefined {
  return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
