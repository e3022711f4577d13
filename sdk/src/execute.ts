import type { ClientConfig } from './client-options.js';
import { UnauthenticatedError } from './errors.js';
import { abortable } from './http/abortable.js';
import { postJson } from './http/post-json.js';
import { readData } from './http/read-response.js';
import { withRetries } from './http/with-retries.js';
import type { Runtime } from './runtime.js';
import { askedToken, givenToken } from './tokens/given-token.js';
import { sandboxToken } from './tokens/sandbox-token.js';
import type { TokenSource } from './tokens/token-source.js';
import type { TypedDocument } from './typed-document.js';

const ACCEPT = 'application/graphql-response+json, application/json;q=0.9';

/** Runs a document and gives its `data`; everything else is thrown. */
export type Execute = <Result, Variables>(
  document: TypedDocument<Result, Variables>,
  variables: Variables,
  signal: AbortSignal | undefined,
) => Promise<Result>;

/**
 * The one way to the registry: token, attempt, time limit, retries. A refused token is replaced once, where there is
 * another. Mutations are sent once, since what became of a lost one cannot be known.
 */
export function createExecute(config: ClientConfig, runtime: Runtime): Execute {
  const tokens = tokenSourceOf(config, runtime);

  return async <Result, Variables>(
    document: TypedDocument<Result, Variables>,
    variables: Variables,
    signal: AbortSignal | undefined,
  ) => {
    const query = document.toString();
    const operation = /^\s*(?:query|mutation)\s+(\w+)/m.exec(query)?.[1] ?? null;
    const maxRetries = isMutation(query) ? 0 : config.maxRetries;

    const send = async (token: string): Promise<Readonly<Record<string, unknown>>> => {
      const response = await postJson({
        fetch: config.fetch,
        url: config.url,
        headers: { accept: ACCEPT, authorization: `Bearer ${token}` },
        body: { query, variables, ...(operation === null ? {} : { operationName: operation }) },
        timeoutMs: config.timeoutMs,
        signal,
      });
      return readData(response, variables, runtime.now());
    };

    const data = await withRetries({ maxRetries, runtime, signal }, async (attempt) => {
      const token = await abortable(tokens.current(), signal);
      config.onRequest({ operation, attempt });
      try {
        return await send(token);
      } catch (error) {
        if (!(error instanceof UnauthenticatedError)) throw error;
        const other = await abortable(tokens.replace(token), signal);
        if (other === token) throw error;
        return send(other);
      }
    });
    return data as Result;
  };
}

/** Errs on the safe side: a field called `mutation` only costs the retries. */
function isMutation(query: string): boolean {
  return /\bmutation\b/.test(query.replaceAll(/#.*$/gm, ''));
}

function tokenSourceOf(config: ClientConfig, runtime: Runtime): TokenSource {
  const { token, sandboxPersona } = config.credentials;
  if (typeof token === 'string') return givenToken(token);
  if (token !== undefined) return askedToken(token);
  return sandboxToken({
    persona: sandboxPersona,
    url: new URL('/sandbox/token', config.url).href,
    fetch: config.fetch,
    timeoutMs: config.timeoutMs,
    runtime,
  });
}
