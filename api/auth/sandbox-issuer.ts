import { createLocalJWKSet, importJWK, SignJWT, type JWK } from 'jose';
import type { Profile } from '../app.js';
import { sandboxClients, type SandboxClient } from '../../prisma/seed/sandbox-clients.js';
import type { KnownIssuer } from './authenticate.js';
import type { SandboxPersona } from './sandbox-personas.js';
import { AUDIENCE, SANDBOX_ISSUER } from './trusted-issuer.js';

/** Hands out access tokens for personas. Exists in development and in the sandbox only. */
export interface SandboxIssuer {
  /** What the server needs in order to believe the tokens. */
  readonly known: KnownIssuer;
  /** Life of a token in seconds. */
  readonly expiresIn: number;
  /** OAuth clients of the invented partners, with their private keys. */
  readonly clients: readonly SandboxClient[];
  issue(persona: SandboxPersona): Promise<string>;
}

const LIFE_S = 15 * 60;

/**
 * A sandbox issuer over a private ES256 JWK.
 *
 * @throws Error in the production profile, whatever the key: there it cannot be had even by mistake.
 */
export async function createSandboxIssuer(
  profile: Profile,
  privateKey: JWK,
  now: () => Date,
  newId: () => string,
): Promise<SandboxIssuer> {
  if (profile === 'production') throw new Error('There is no sandbox issuer in production.');
  const { d: _private, ...publicKey } = privateKey;
  const key = await importJWK(privateKey, 'ES256');
  const kid = privateKey.kid ?? 'sandbox';
  const keys = createLocalJWKSet({ keys: [{ ...publicKey, kid, alg: 'ES256', use: 'sig' }] });
  return Object.freeze({
    known: { issuer: SANDBOX_ISSUER, audience: AUDIENCE, keys },
    expiresIn: LIFE_S,
    clients: await sandboxClients(privateKey),
    issue: (persona: SandboxPersona) => {
      const issuedAt = Math.floor(now().getTime() / 1000);
      return new SignJWT(claimsOf(persona))
        .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid })
        .setIssuer(SANDBOX_ISSUER)
        .setAudience(AUDIENCE)
        .setSubject(`sandbox:${persona.id}`)
        .setIssuedAt(issuedAt)
        .setExpirationTime(issuedAt + LIFE_S)
        .setJti(newId())
        .sign(key);
    },
  });
}

function claimsOf(persona: SandboxPersona) {
  return {
    client_id: `sandbox-${persona.id}`,
    name: persona.name.id,
    tier: persona.tier,
    ...(persona.territory === null ? {} : { territory: persona.territory }),
    ...(persona.partner === null
      ? {}
      : { partner: persona.partner.id, partner_kind: persona.partner.kind }),
    roles: [...persona.roles],
    purpose: persona.purpose,
    scope: persona.scopes.join(' '),
  };
}
