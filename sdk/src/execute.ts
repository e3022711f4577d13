import type { ClientConfig } from './client-options.js';
import { documentIdOf } from './document-id.js';
import { isRecord } from './http/is-record.js';
import { createPacer, noPacer } from './http/pacer.js';
import { readCost } from './http/read-cost.js';
import { readData } from './http/read-response.js';
import { send } from './http/send.js';
import { withRetries } from './http/with-retries.js';
import type { Runtime } from './runtime.js';
import type { Session } from './session.js';
import type { TypedDocument } from './typed-document.js';

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';

/** Runs a document and gives its `data`; everything else is thrown. */
export type Execute = <Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  signal: AbortSignal | undefined,
) => Promise<Result>;

/**
 * The one way to the registry's GraphQL: pace, attempt, time limit, retries. A mutation is sent once, since what became of a
 * lost one cannot be known, unless its input carries an idempotency key, by which the registry knows it again.
 */
export function createExecute(config: ClientConfig, runtime: Runtime, session: Session): Execute {
  const pacer = config.pacing ? createPacer(runtime) : noPacer;

  return async <Result, Variables>(
    source: TypedDocument<Result, Variables>,
    variables: Variables,
    signal: AbortSignal | undefined,
  ) => {
    const query = source.toString();
    const operation = /^\s*(?:query|mutation)\s+(\w+)/m.exec(query)?.[1] ?? null;
    const mayRepeat = !isMutation(query) || isIdempotent(variables);
    const maxRetries = mayRepeat ? config.maxRetries : 0;
    const work = { operation, people: peopleOf(variables) };
    const id = config.sendDocumentIds || config.observed ? await documentIdOf(query) : null;
    const documentId = /\d{10,}/.test(query) ? null : id;

    const body = JSON.stringify({
      ...(config.sendDocumentIds ? { documentId: id } : { query }),
      variables,
      ...(operation === null ? {} : { operationName: operation }),
    });

    const data = await withRetries({ maxRetries, runtime, signal }, async (attempt) => {
      const release = await pacer.admit(work, signal);
      try {
        return await session({
          ...{ method: 'POST', url: config.url, operation, documentId, attempt, signal },
          send: (presented) =>
            send({
              ...{ fetch: config.fetch, method: 'POST', url: config.url, body, signal },
              headers: { accept: ACCEPT, 'content-type': 'application/json', ...presented },
              timeoutMs: config.timeoutMs,
            }),
          read: (response) => {
            const cost = readCost(response.body);
            if (cost !== null) {
              pacer.learn(work, cost);
              config.onCost({ operation, ...cost });
            }
            return readData(response, variables, runtime.now());
          },
        });
      } finally {
        release();
      }
    });
    return data as Result;
  };
}

/** Errs on the safe side: a field called `mutation` only costs the retries. */
function isMutation(query: string): boolean {
  return /\bmutation\b/.test(query.replaceAll(/#.*$/gm, ''));
}

function inputOf(variables: unknown): Readonly<Record<string, unknown>> {
  const input = isRecord(variables) ? variables['input'] : null;
  return isRecord(input) ? input : {};
}

function isIdempotent(variables: unknown): boolean {
  const key = inputOf(variables)['idempotencyKey'];
  return typeof key === 'string' && key !== '';
}

/** How many people an operation is about, by which its price rises; 1 where it names none. */
function peopleOf(variables: unknown): number {
  const { people } = inputOf(variables);
  return Array.isArray(people) ? Math.max(1, people.length) : 1;
}
