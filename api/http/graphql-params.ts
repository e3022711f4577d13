import { malformed } from './refusal.js';

/** A GraphQL request as it came over HTTP; its form is checked, its meaning is not. */
export interface GraphqlParams {
  readonly query: string;
  readonly operationName: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

const KNOWN = new Set(['query', 'operationName', 'variables', 'extensions']);

/** The request in a parsed JSON body. @throws Refusal 400 naming the parameter that is wrong. */
export function paramsOfJson(body: unknown): GraphqlParams {
  if (!isObject(body)) throw malformed('The body is not one JSON object.');
  for (const name of Object.keys(body)) {
    if (!KNOWN.has(name) && body[name] !== null) {
      throw malformed('The body has a parameter other than query, operationName, variables.');
    }
  }
  const { query, operationName, variables, extensions } = body;
  if (typeof query !== 'string' || query === '') throw malformed('query must be a document.');
  if (!isAbsent(operationName) && typeof operationName !== 'string') {
    throw malformed('operationName must be a string.');
  }
  if (!isAbsent(variables) && !isObject(variables)) throw malformed('variables must be an object.');
  if (!isAbsent(extensions) && !isObject(extensions)) {
    throw malformed('extensions must be an object.');
  }
  return { query, operationName: operationName ?? null, variables: variables ?? {} };
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
