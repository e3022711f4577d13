import { NetworkError } from '../errors.js';
import type { ReceivedResponse } from './read-response.js';
import { withTimeLimit } from './time-limit.js';

/** The part of the standard `fetch` that the SDK uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One request. */
export interface HttpRequest {
  readonly fetch: Fetch;
  readonly method: 'GET' | 'HEAD' | 'PATCH' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Absent in a GET and a HEAD. */
  readonly body?: string | Uint8Array<ArrayBuffer> | undefined;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a request and reads the JSON of the answer to its end, within one time limit. Redirects are not followed: they
 * would carry the body elsewhere.
 *
 * @throws {NetworkError} without the underlying error, which may hold the request; {@link TimeoutError}.
 */
export async function send(request: HttpRequest): Promise<ReceivedResponse> {
  return withTimeLimit(request.timeoutMs, request.signal, async (signal) => {
    try {
      return await receive(await request.fetch(request.url, initOf(request, signal)));
    } catch (error) {
      throw notReached(error);
    }
  });
}

/** An answer whose body is still on its way. */
export interface OpenResponse extends ReceivedResponse {
  /** Null where the answer is no success: its body was read as JSON then. */
  readonly stream: ReadableStream<Uint8Array> | null;
}

/**
 * Sends a request and gives the body of a success as a stream; the time limit is that of its beginning. Whoever reads it must
 * end it with `release`, which cuts the connection where the body was not read to its end.
 */
export async function openStream(
  request: HttpRequest,
): Promise<{ response: OpenResponse; release: () => void }> {
  const connection = new AbortController();
  const release = (): void => connection.abort();
  const onAbort = (): void => connection.abort(request.signal?.reason);
  try {
    const response = await withTimeLimit(request.timeoutMs, request.signal, async (limit) => {
      limit.addEventListener('abort', onAbort, { once: true });
      try {
        const answer = await request.fetch(request.url, initOf(request, connection.signal));
        const { status, headers, body } = answer;
        if (status === 200 && body !== null) return { status, headers, body: null, stream: body };
        return { ...(await receive(answer)), stream: null };
      } catch (error) {
        throw notReached(error);
      } finally {
        limit.removeEventListener('abort', onAbort);
      }
    });
    return { response, release };
  } catch (error) {
    release();
    throw error;
  }
}

function initOf({ method, headers, body }: HttpRequest, signal: AbortSignal): RequestInit {
  return {
    ...{ method, headers, redirect: 'manual', signal },
    ...(body === undefined ? {} : { body }),
  };
}

async function receive(response: Response): Promise<ReceivedResponse> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: parseJson(text) };
}

/** What is said of a connection that failed, without the failure itself, which may hold the request. */
export function notReached(error: unknown): NetworkError {
  return new NetworkError(`The registry could not be reached${systemCode(error)}.`);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The operating system's word for what happened, such as ECONNREFUSED, in brackets. */
function systemCode(error: unknown): string {
  for (const candidate of [error, error instanceof Error ? error.cause : null]) {
    if (typeof candidate !== 'object' || candidate === null || !('code' in candidate)) continue;
    if (typeof candidate.code === 'string' && /^[A-Z][A-Z_]{2,40}$/.test(candidate.code)) {
      return ` (${candidate.code})`;
    }
  }
  return '';
}
