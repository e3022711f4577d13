import type { ClientConfig, Identity } from '../client-options.js';
import { UnauthenticatedError } from '../errors.js';
import { isRecord } from '../http/is-record.js';
import { faultOf } from '../http/read-response.js';
import type { ReceivedResponse } from '../http/read-response.js';
import { send } from '../http/send.js';
import type { Runtime } from '../runtime.js';
import { assertionSigner } from './client-assertion.js';
import { metadataUrlOf, tokenEndpointOf } from './issuer-metadata.js';
import { keptToken } from './kept-token.js';
import type { FreshToken } from './kept-token.js';
import { proofSigner } from './proof-signer.js';
import { checkedToken } from './token-source.js';
import type { TokenSource } from './token-source.js';

/** What a client of its own needs to have tokens. */
export interface ClientTokenOptions extends Pick<ClientConfig, 'fetch' | 'timeoutMs'> {
  readonly client: NonNullable<Identity['client']>;
  readonly runtime: Runtime;
}

const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const CLOCKS_AGREE_MS = 2_000;
const SCOPE = 'eligibility:check';

/**
 * Tokens of a registered client (client credentials, FAPI 2.0): each is asked for with a fresh assertion, bound to a key of
 * this process, kept until shortly before it expires, and presented with a proof that is good for one request.
 */
export function clientToken(options: ClientTokenOptions): TokenSource {
  const { client, runtime } = options;
  const signAssertion = assertionSigner(client);
  const signProof = proofSigner();
  let endpoint: string | null = null;
  let nonce: string | undefined;
  /** By how many milliseconds the registry's clock is ahead, where ours was refused. */
  let aheadMs = 0;

  const nowS = (): number => Math.floor((runtime.now() + aheadMs) / 1000);

  const discover = async (): Promise<string> => {
    const { fetch, timeoutMs } = options;
    const response = await send({
      ...{ fetch, timeoutMs, signal: undefined, method: 'GET' },
      url: metadataUrlOf(client.issuer),
      headers: { accept: 'application/json' },
    });
    return tokenEndpointOf(client.issuer, response, runtime.now());
  };

  const ask = async (url: string): Promise<ReceivedResponse> => {
    const { fetch, timeoutMs } = options;
    const form = {
      grant_type: 'client_credentials',
      scope: SCOPE,
      client_assertion_type: ASSERTION_TYPE,
      client_assertion: await signAssertion(nowS()),
    };
    const response = await send({
      ...{ fetch, timeoutMs, signal: undefined, method: 'POST', url },
      headers: {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
        dpop: await signProof({ method: 'POST', url, nonce, nowS: nowS() }),
      },
      body: new URLSearchParams(form).toString(),
    });
    nonce = response.headers.get('dpop-nonce') ?? nonce;
    return response;
  };

  const request = async (): Promise<FreshToken> => {
    endpoint ??= await discover();
    let response = await ask(endpoint);
    const word = wordOf(response);
    const apartMs = apart(response, runtime.now());
    const mayBeLate = word === 'invalid_client' || word === 'invalid_dpop_proof';
    if (mayBeLate && apartMs !== aheadMs) aheadMs = apartMs;
    else if (word !== 'use_dpop_nonce') return readToken(response, runtime.now());
    response = await ask(endpoint);
    return readToken(response, runtime.now());
  };

  return {
    ...keptToken(runtime, request),
    present: async (token, { method, url }) => ({
      authorization: `DPoP ${token}`,
      dpop: await signProof({ method, url, token, nowS: nowS() }),
    }),
  };
}

/** How far the server's clock is from ours; 0 where they agree within what a header can tell. */
function apart({ headers }: ReceivedResponse, now: number): number {
  const ms = Date.parse(headers.get('date') ?? '') - now;
  return Number.isNaN(ms) || Math.abs(ms) < CLOCKS_AGREE_MS ? 0 : ms;
}

function readToken(response: ReceivedResponse, now: number): FreshToken {
  const { body, status } = response;
  if (status === 429 || status >= 500) throw faultOf(response, [], null, now);
  const token = isRecord(body) ? body['access_token'] : undefined;
  const type = isRecord(body) ? body['token_type'] : undefined;
  if (
    status === 200 &&
    isRecord(body) &&
    typeof token === 'string' &&
    /^dpop$/i.test(String(type))
  ) {
    const seconds = typeof body['expires_in'] === 'number' ? body['expires_in'] : 0;
    return { token: checkedToken(token), livesMs: seconds * 1000 };
  }
  const word = wordOf(response);
  const reason = word === null ? '' : ` (${word})`;
  throw new UnauthenticatedError(`The registry gave this client no token${reason}.`, { status });
}

/** The word by which a token endpoint refuses (RFC 6749 5.2), or null. */
function wordOf({ body }: ReceivedResponse): string | null {
  const word = isRecord(body) ? body['error'] : undefined;
  return typeof word === 'string' && /^[a-z_]{3,40}$/.test(word) ? word : null;
}
