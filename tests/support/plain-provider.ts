import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { vi } from 'vitest';
import type { ClientMetadata } from 'oidc-provider';
import { loadProvider } from '../../api/oauth/load-provider.js';
import { newKey, publicOf, type TestClient } from './oauth.js';

/** An authorization server that is not ours. */
export interface PlainProvider {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The library in its FAPI 2.0 profile as it comes, with none of our guards: the negative control of what they guard, and an
 * issuer that is independent of ours.
 *
 * @param claims what its tokens say beside the standard claims.
 */
export async function startPlainProvider(
  client: TestClient,
  {
    claims = {},
    bound = true,
    port = 0,
  }: {
    claims?: Record<string, unknown>;
    bound?: boolean;
    port?: number;
  } = {},
): Promise<PlainProvider> {
  const { default: Provider } = await loadProvider();
  const http = createServer();
  await new Promise<void>((resolve) => http.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const signing = { ...(await newKey()), use: 'sig' };
  const provider = new Provider(url, {
    jwks: { keys: [signing] },
    routes: { token: '/oauth/token', jwks: '/oauth/jwks' },
    clients: [metadataOf(client, bound)],
    clientAuthMethods: ['private_key_jwt'],
    scopes: ['eligibility:check'],
    extraTokenClaims: () => claims,
    ttl: { ClientCredentials: 300 },
    features: {
      clientCredentials: { enabled: true },
      devInteractions: { enabled: false },
      dPoP: { enabled: true },
      fapi: { enabled: true, profile: '2.0' },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => 'urn:dinsos:api',
        getResourceServerInfo: () => ({
          scope: 'eligibility:check',
          audience: 'dinsos-api',
          accessTokenFormat: 'jwt',
          accessTokenTTL: 300,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
  });
  warn.mockRestore();
  const handle = provider.callback();
  http.on('request', (request, response) => void handle(request, response));
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        http.closeAllConnections();
        http.close(() => resolve());
      }),
  };
}

function metadataOf({ clientId, key }: TestClient, bound: boolean): ClientMetadata {
  const { kid, alg } = key;
  return {
    client_id: clientId,
    token_endpoint_auth_method: 'private_key_jwt',
    grant_types: ['client_credentials'],
    response_types: [],
    redirect_uris: [],
    id_token_signed_response_alg: 'ES256',
    dpop_bound_access_tokens: bound,
    jwks: { keys: [{ ...publicOf(key), kid, alg }] },
  };
}
