import type { Log } from '../log.js';
import type { RegisteredOperations } from '../registered-operations.js';
import type { GraphqlParams } from './graphql-params.js';
import { malformed, Refusal } from './refusal.js';

/**
 * Which documents are answered: `any`; `log`: any, but those that are not registered are written to the log (to see what
 * the next rung would refuse); `registered`: registered ones alone; `ids`: registered ones alone, and named by their id.
 */
export const DOCUMENT_RUNGS = ['any', 'log', 'registered', 'ids'] as const;
export type DocumentRung = (typeof DOCUMENT_RUNGS)[number];

/** What finding a document needs. */
export interface DocumentRules {
  readonly rung: DocumentRung;
  readonly registered: RegisteredOperations;
  readonly log: Log;
}

/**
 * The document that a request asks to run. The rung binds every caller alike, whatever its tier.
 *
 * @throws Refusal 404 for an id that is not registered, 400 for an id that comes with another document, 403 for a document
 *   that the rung does not take.
 */
export function findDocument(
  { rung, registered, log }: DocumentRules,
  { query, documentId }: GraphqlParams,
  requestId: string,
): string {
  if (documentId !== null) {
    const text = registered.findById(documentId)?.text;
    if (text === undefined) {
      throw new Refusal(404, 'NOT_FOUND', 'No document with this id is registered.');
    }
    if (query !== null && registered.findAlike(query)?.text !== text) {
      throw malformed('documentId and query are two documents: send one of them.');
    }
    return text;
  }
  if (query === null) throw malformed('query must be a document.');
  if (rung === 'any') return query;
  if (rung === 'ids') {
    throw new Refusal(403, 'FORBIDDEN', 'Documents are named by their id here: send documentId.');
  }
  const known = registered.findAlike(query);
  if (known !== null) return known.text;
  if (rung === 'registered') {
    throw new Refusal(403, 'FORBIDDEN', 'Only registered documents are answered here.');
  }
  log.warn('unknown_document', { requestId });
  return query;
}
