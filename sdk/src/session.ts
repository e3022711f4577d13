import type { ClientConfig } from './client-options.js';
import { DinsosError, UnauthenticatedError } from './errors.js';
import { abortable } from './http/abortable.js';
import { readCost } from './http/read-cost.js';
import { requestIdOf, type ReceivedResponse } from './http/read-response.js';
import type { Runtime } from './runtime.js';
import { clientToken } from './tokens/client-token.js';
import { askedToken, givenToken } from './tokens/given-token.js';
import { sandboxToken } from './tokens/sandbox-token.js';
import type { PresentedTo, TokenSource } from './tokens/token-source.js';

/** One thing to send in the caller's name. */
export interface Exchange<Received extends ReceivedResponse, Result> extends PresentedTo {
  readonly operation: string | null;
  readonly documentId: string | null;
  readonly attempt: number;
  readonly signal: AbortSignal | undefined;
  /** Sends it with the headers that say who asks. */
  send(presented: Readonly<Record<string, string>>): Promise<Received>;
  /** The result of the answer; throws the fault that it stands for. */
  read(response: Received): Result;
}

/** Sends with a token, and once more with another one where the first is refused; tells the hooks of both. */
export type Session = <Received extends ReceivedResponse, Result>(
  exchange: Exchange<Received, Result>,
) => Promise<Result>;

/** The one place where a client says who it is. */
export function createSession(config: ClientConfig, runtime: Runtime): Session {
  const tokens = tokenSourceOf(config, runtime);

  const sendWith = async <Received extends ReceivedResponse, Result>(
    token: string,
    exchange: Exchange<Received, Result>,
  ): Promise<Result> => {
    const { method, url, operation, documentId, attempt } = exchange;
    const presented = await tokens.present(token, { method, url });
    const event = { operation, documentId, attempt };
    config.onRequest(event);
    const startedAt = runtime.now();
    let response: Received | null = null;
    let error: unknown = null;
    try {
      response = await exchange.send(presented);
      return exchange.read(response);
    } catch (thrown) {
      error = thrown;
      throw thrown;
    } finally {
      config.onResponse({
        ...event,
        status: response?.status ?? null,
        durationMs: runtime.now() - startedAt,
        cost: readCost(response?.body),
        requestId: response === null ? null : idOf(response, error),
        code: codeOf(error),
      });
    }
  };

  return async (exchange) => {
    const token = await abortable(tokens.current(), exchange.signal);
    try {
      return await sendWith(token, exchange);
    } catch (error) {
      if (!(error instanceof UnauthenticatedError)) throw error;
      const other = await abortable(tokens.replace(token), exchange.signal);
      if (other === token) throw error;
      return sendWith(other, exchange);
    }
  };
}

function idOf(response: ReceivedResponse, error: unknown): string | null {
  const told = error instanceof DinsosError ? error.requestId : null;
  return told ?? requestIdOf(null, response.headers);
}

function codeOf(error: unknown): string | null {
  if (error === null) return null;
  return error instanceof DinsosError ? error.code : 'ABORTED';
}

function tokenSourceOf(config: ClientConfig, runtime: Runtime): TokenSource {
  const { identity, fetch, timeoutMs } = config;
  if (identity.client !== null) {
    return clientToken({ client: identity.client, fetch, timeoutMs, runtime });
  }
  const { token, sandboxPersona } = identity.credentials;
  if (typeof token === 'string') return givenToken(token);
  if (token !== undefined) return askedToken(token);
  return sandboxToken({
    persona: sandboxPersona,
    url: new URL('/sandbox/token', config.url).href,
    fetch,
    timeoutMs,
    runtime,
  });
}
