import { decodeJwt, type JWK } from 'jose';
import type { Configuration, KoaContextWithOIDC, Provider } from 'oidc-provider';
import { AUDIENCE } from '../auth/trusted-issuer.js';
import { assertionFault } from './assertion-fault.js';
import { assertionKey } from './assertion-key.js';
import type { ClientRegister, RegisteredClient } from './client-register.js';
import { loadProvider } from './load-provider.js';
import { createProviderAdapter, OURS } from './provider-adapter.js';
import type { PublicAddress } from './public-address.js';
import type { ReplayStore } from './replay-store.js';

/** What an authorization server is made from. */
export interface ProviderParts {
  readonly address: PublicAddress;
  /** Private ES256 JWKs: the first signs, all are published. */
  readonly keys: readonly JWK[];
  readonly register: ClientRegister;
  readonly replays: ReplayStore;
  readonly now: () => Date;
}

/** Seconds that an access token lives. */
const TOKEN_LIFE_S = 300;
/** Everything that a partner's client may ask for. */
const PARTNER_SCOPES = ['eligibility:check', 'webhooks:manage'];
const ALGORITHMS = ['ES256', 'EdDSA', 'PS256'] as const;
const PROOF_AGE_S = 60;
const SKEW_S = 5;
const LONGEST_NAME = 120;

/**
 * The certified library, reduced to client credentials in its FAPI 2.0 profile, with what it accepts by default closed: the
 * life and `iat` of assertions, unknown and empty scopes, foreign resources, tokens without a proof.
 */
export async function createProvider(parts: ProviderParts): Promise<Provider> {
  const { default: Library, errors } = await loadProvider();
  const { address, keys, register, replays, now } = parts;
  const [signing] = keys;
  if (signing?.kid === undefined) throw new Error('The authorization server has no key.');
  const signingKid = signing.kid;
  const nowS = (): number => now().getTime() / 1000;
  const signedBy = new WeakMap<KoaContextWithOIDC, string>();

  const configuration: Configuration = {
    adapter: createProviderAdapter(register, replays, now),
    jwks: {
      keys: keys.map((key) => ({ ...key, alg: 'ES256', use: 'sig' })),
    },
    routes: { token: '/oauth/token', jwks: '/oauth/jwks' },
    clientAuthMethods: ['private_key_jwt'],
    enabledJWA: {
      clientAuthSigningAlgValues: [...ALGORITHMS],
      dPoPSigningAlgValues: [...ALGORITHMS],
      idTokenSigningAlgValues: ['ES256'],
    },
    responseTypes: [],
    scopes: [],
    claims: {},
    clockTolerance: SKEW_S,
    clientDefaults: { grant_types: ['client_credentials'], response_types: [] },
    extraClientMetadata: { properties: [OURS] },
    clientBasedCORS: () => false,
    // A client brings its keys in the register; nothing is ever fetched.
    fetch: () => Promise.reject(new Error('Nothing is fetched.')),
    ttl: { ClientCredentials: TOKEN_LIFE_S },
    features: {
      clientCredentials: { enabled: true },
      fapi: { enabled: true, profile: '2.0' },
      dPoP: { enabled: true },
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => address.resource(),
        getResourceServerInfo(ctx, resource) {
          if (!address.isResource(resource)) throw new errors.InvalidTarget();
          demandScopes(ctx);
          demandProof(ctx);
          return {
            scope: PARTNER_SCOPES.join(' '),
            audience: AUDIENCE,
            accessTokenTTL: TOKEN_LIFE_S,
            accessTokenFormat: 'jwt',
            jwt: { sign: { alg: 'ES256', kid: signingKid } },
          };
        },
      },
    },
    assertJwtClientAuthClaimsAndHeader(ctx, claims, header, client) {
      const fault = assertionFault(claims, header, { issuer: address.issuer(), nowS: nowS() });
      if (fault !== null) throw new errors.InvalidClientAuth(fault);
      const key = assertionKey(header, (client[OURS] as RegisteredClient).keys);
      if (key === null) throw new errors.InvalidClientAuth('key');
      signedBy.set(ctx, key.kid);
    },
    extraTokenClaims(ctx) {
      const client = ctx.oidc.client?.[OURS] as RegisteredClient;
      return {
        tier: 'PARTNER',
        partner: client.partnerId,
        partner_kind: client.partnerKind,
        purpose: client.purpose,
        name: client.partnerName.slice(0, LONGEST_NAME),
        client_key: signedBy.get(ctx),
      };
    },
  };

  function demandScopes(ctx: KoaContextWithOIDC): void {
    const { scope } = ctx.oidc.params as { scope?: string };
    const asked = (scope ?? '').split(' ');
    if (!asked.every((one) => PARTNER_SCOPES.includes(one))) {
      throw new errors.InvalidScope('scope', '');
    }
  }

  /** The library has verified the proof by now, but lets its clock be five minutes off. */
  function demandProof(ctx: KoaContextWithOIDC): void {
    const proof = ctx.get('DPoP');
    const iat = proof === '' ? undefined : decodeJwt(proof).iat;
    if (iat === undefined || iat > nowS() + SKEW_S || iat < nowS() - PROOF_AGE_S - SKEW_S) {
      throw new errors.InvalidDpopProof('proof');
    }
  }

  const provider = new Library(address.issuer(), configuration);
  // URLs are those of the issuer, from headers that the front door sets and nobody else.
  provider.proxy = true;
  return provider;
}
