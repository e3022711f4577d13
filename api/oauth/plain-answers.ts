import type { Provider } from 'oidc-provider';

/** What runs around the library's routes. */
type Middleware = Parameters<Provider['use']>[0];
type Context = Parameters<Middleware>[0];

const SENTENCES: Readonly<Record<string, string>> = {
  invalid_client: 'Client authentication failed.',
  invalid_dpop_proof: 'The DPoP proof is missing, stale, used before, or does not fit.',
  invalid_request: 'The request is not well formed.',
  invalid_scope: 'Ask for the scope eligibility:check, and for no other.',
  invalid_target: 'Tokens are given for this registry alone.',
  unauthorized_client: 'The client may not use this grant.',
  unsupported_grant_type: 'Only the grant client_credentials is known here.',
  temporarily_unavailable: 'Tokens cannot be given just now. Try again shortly.',
  server_error: 'Something went wrong on our side. Tell us the request id.',
};

/** The library's word for a refusal where ours is another. */
const WORDS: Readonly<Record<string, string>> = {
  // With client credentials only a proof that is missing or was used before is called so.
  invalid_grant: 'invalid_dpop_proof',
  // Metadata come from our own register: a client that they do not fit is none.
  invalid_client_metadata: 'invalid_client',
  invalid_redirect_uri: 'invalid_client',
};

/** What this server's metadata say; the rest of what the library lists is switched off. */
const METADATA = [
  'issuer',
  'token_endpoint',
  'jwks_uri',
  'grant_types_supported',
  'token_endpoint_auth_methods_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'dpop_signing_alg_values_supported',
];

/**
 * Rewrites what the library answers: a refusal is its word and a fixed sentence, without a value of the request; metadata
 * name what is there; no header invites a foreign page to read.
 *
 * @param isUnavailable whether the fault under a `server_error` passes.
 */
export function plainAnswers(isUnavailable: (ctx: Context) => boolean): Middleware {
  return async (ctx, next) => {
    await next();
    for (const header of Object.keys(ctx.response.headers)) {
      if (/^(access-control-|vary$|www-authenticate$)/i.test(header)) ctx.remove(header);
    }
    const body: unknown = ctx.body;
    if (typeof body !== 'object' || body === null) return;
    if (ctx.path.startsWith('/.well-known/')) {
      ctx.body = metadata(body as Readonly<Record<string, unknown>>);
    } else if ('error' in body && typeof body.error === 'string') {
      refuse(ctx, isUnavailable(ctx) ? 'temporarily_unavailable' : body.error);
    }
    ctx.set('cache-control', ctx.method === 'GET' ? 'public, max-age=300' : 'no-store');
  };
}

function refuse(ctx: Context, given: string): void {
  const word = WORDS[given] ?? given;
  const error = word in SENTENCES ? word : ctx.status < 500 ? 'invalid_request' : 'server_error';
  ctx.state['error'] = error;
  if (error === 'invalid_client') ctx.status = 401;
  if (error === 'temporarily_unavailable') {
    ctx.status = 503;
    ctx.set('retry-after', '1');
  }
  ctx.body = { error, error_description: SENTENCES[error] };
}

function metadata(all: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept: Record<string, unknown> = {};
  for (const name of METADATA) kept[name] = all[name];
  return {
    ...kept,
    grant_types_supported: ['client_credentials'],
    response_types_supported: [],
    scopes_supported: ['eligibility:check'],
  };
}
