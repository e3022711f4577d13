import { UnauthenticatedError } from '../errors.js';
import { isRecord } from '../http/is-record.js';
import { faultOf } from '../http/read-response.js';
import { send } from '../http/send.js';
import type { Fetch } from '../http/send.js';
import type { Runtime } from '../runtime.js';
import { keptToken } from './kept-token.js';
import type { FreshToken } from './kept-token.js';
import { asBearer, checkedToken } from './token-source.js';
import type { TokenSource } from './token-source.js';

/** What the sandbox needs to give tokens. */
export interface SandboxTokenOptions {
  readonly persona: string;
  /** The sandbox's token endpoint. */
  readonly url: string;
  readonly fetch: Fetch;
  readonly timeoutMs: number;
  readonly runtime: Runtime;
}

/** Tokens of a sandbox persona, each kept until shortly before it expires. */
export function sandboxToken(options: SandboxTokenOptions): TokenSource {
  return { ...keptToken(options.runtime, () => requestToken(options)), present: asBearer };
}

async function requestToken(options: SandboxTokenOptions): Promise<FreshToken> {
  const response = await send({
    fetch: options.fetch,
    method: 'POST',
    url: options.url,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify({ persona: options.persona }),
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
