import { NetworkError } from '../errors.js';
import type { ReceivedResponse } from './read-response.js';
import { withTimeLimit } from './time-limit.js';

/** The part of the standard `fetch` that the SDK uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** One POST. */
export interface PostJson {
  readonly fetch: Fetch;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends JSON and reads the answer to its end, within one time limit. Redirects are not followed: they would carry the
 * body elsewhere.
 *
 * @throws {NetworkError} without the underlying error, which may hold the request; {@link TimeoutError}.
 */
export async function postJson(post: PostJson): Promise<ReceivedResponse> {
  const body = JSON.stringify(post.body);
  return withTimeLimit(post.timeoutMs, post.signal, async (signal) => {
    try {
      const response = await post.fetch(post.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...post.headers },
        body,
        redirect: 'manual',
        signal,
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, body: parseJson(text) };
    } catch (error) {
      throw new NetworkError(`The registry could not be reached${systemCode(error)}.`);
    }
  });
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
