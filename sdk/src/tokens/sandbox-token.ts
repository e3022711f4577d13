import { UnauthenticatedError } from '../errors.js';
import { isRecord } from '../http/is-record.js';
import { postJson } from '../http/post-json.js';
import type { Fetch } from '../http/post-json.js';
import { faultOf } from '../http/read-response.js';
import type { Runtime } from '../runtime.js';
import { singleFlight } from './single-flight.js';
import { checkedToken } from './token-source.js';
import type { TokenSource } from './token-source.js';

const EXPIRY_MARGIN_MS = 30_000;

/** What the sandbox needs to give tokens. */
export interface SandboxTokenOptions {
  readonly persona: string;
  /** The sandbox's token endpoint. */
  readonly url: string;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly runtime: Runtime;
}

/**
 * Tokens of a sandbox persona. One is kept until shortly before it expires (half a minute, or a tenth of its life where
 * that is shorter), and is never asked for twice at once.
 */
export function sandboxToken(options: SandboxTokenOptions): TokenSource {
  const { runtime } = options;
  let kept: { token: string; until: number } | null = null;
  const fetchToken = singleFlight(async () => {
    const { token, livesMs } = await requestToken(options);
    kept = { token, until: runtime.now() + livesMs - Math.min(EXPIRY_MARGIN_MS, livesMs / 10) };
    return token;
  });
  const current = async (): Promise<string> =>
    kept !== null && runtime.now() < kept.until ? kept.token : fetchToken();
  return {
    current,
    async replace(refused) {
      if (kept?.token === refused) kept = null;
      return current();
    },
  };
}

async function requestToken(
  options: SandboxTokenOptions,
): Promise<{ token: string; livesMs: number }> {
  const response = await postJson({
    fetch: options.fetch,
    url: options.url,
    headers: { accept: 'application/json' },
    body: { persona: options.persona },
    timeoutMs: options.timeoutMs,
    signal: undefined,
  });
  const { body, status } = response;
  if (status === 429 || status >= 500) {
    throw faultOf(response, [], null, options.runtime.now());
  }
  const token = isRecord(body) ? body['access_token'] : undefined;
  if (status !== 200 || !isRecord(body) || typeof token !== 'string') {
    throw new UnauthenticatedError('The sandbox gave no token for this persona.', { status });
  }
  const seconds = typeof body['expires_in'] === 'number' ? body['expires_in'] : 0;
  return { token: checkedToken(token), livesMs: seconds * 1000 };
}
