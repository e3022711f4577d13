import type { IncomingMessage } from 'node:http';
import type { RegisteredOperations } from '../registered-operations.js';
import { paramsOfJson, paramsOfQuery, type GraphqlParams } from './graphql-params.js';
import { parseJson } from './parse-json.js';
import { readBody, tooLarge } from './read-body.js';

/** Largest body in bytes, and largest body of a registered check of many people. */
const MAX_BODY = 100_000;
const MAX_BULK_BODY = 1_000_000;

/** Reads the GraphQL request out of an HTTP request. @throws Refusal 400, 413 */
export async function readParams(
  request: IncomingMessage,
  registered: RegisteredOperations,
): Promise<GraphqlParams> {
  if (request.method === 'GET') {
    const url = request.url ?? '';
    const at = url.indexOf('?');
    return paramsOfQuery(at === -1 ? '' : url.slice(at + 1), parseJson);
  }
  const body = await readBody(request, MAX_BULK_BODY);
  const params = paramsOfJson(parseJson(body));
  if (body.length > MAX_BODY && !isBulk(params, registered)) throw tooLarge();
  return params;
}

function isBulk({ query, documentId }: GraphqlParams, registered: RegisteredOperations): boolean {
  const operation =
    documentId === null ? registered.findAlike(query ?? '') : registered.findById(documentId);
  return operation?.isBulk === true;
}
