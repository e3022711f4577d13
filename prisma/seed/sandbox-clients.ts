import { createECDH, hkdfSync } from 'node:crypto';
import { calculateJwkThumbprint, type JWK } from 'jose';
import { SANDBOX_PARTNERS, type SandboxPartner } from './sandbox-partners.js';
import { stableId } from './stable-id.js';
import type { Sql } from '../sql.js';

/** The OAuth client of a sandbox partner, with the private key that a real partner keeps to itself. */
export interface SandboxClient {
  readonly clientId: string;
  readonly partnerId: string;
  readonly purpose: SandboxPartner['agreement']['purpose'];
  /** Private ES256 JWK with `kid`. */
  readonly privateKey: JWK;
}

const SEEDED_AT = Date.UTC(2026, 0, 1);

/**
 * The clients of the sandbox partners. Their keys are derived from the sandbox issuer's, which each deployment makes for
 * itself and production does not have: nobody's copy of this repository knows them.
 */
export function sandboxClients({ d: secret }: JWK): Promise<SandboxClient[]> {
  if (secret === undefined) throw new Error('The key of the sandbox issuer is not private.');
  return Promise.all(
    SANDBOX_PARTNERS.map(async ({ id, slug, agreement: { purpose } }) => {
      const clientId = `${slug}.${purpose.toLowerCase().replaceAll('_', '-')}`;
      const key = deriveKey(secret, clientId);
      const kid = await calculateJwkThumbprint(key);
      return { clientId, partnerId: id, purpose, privateKey: { ...key, kid, alg: 'ES256' } };
    }),
  );
}

/** Registers the clients of the sandbox partners with their public keys; again changes nothing. */
export async function seedSandboxClients(sql: Sql, issuerKey: JWK): Promise<void> {
  const clients = await sandboxClients(issuerKey);
  await sql.transaction(async (inner) => {
    for (const { clientId, partnerId, purpose, privateKey } of clients) {
      await inner.query(
        `INSERT INTO partner_client (id, client_id, partner_id, purpose)
         VALUES ($1::uuid, $2, $3::uuid, $4::"AccessPurpose") ON CONFLICT DO NOTHING`,
        [stableId(SEEDED_AT, 'client', clientId), clientId, partnerId, purpose],
      );
      const { kid = '', kty, crv, x, y } = privateKey;
      await inner.query(
        `INSERT INTO client_key (id, client_id, kid, alg, jwk)
         SELECT $1::uuid, c.id, $2, 'ES256', $3::text::jsonb FROM partner_client c WHERE c.client_id = $4
         ON CONFLICT DO NOTHING`,
        [stableId(SEEDED_AT, 'key', kid), kid, JSON.stringify({ kty, crv, x, y }), clientId],
      );
    }
  });
}

/** A P-256 key from a secret and a name: the first candidate that is a scalar of the curve, which nearly each is. */
function deriveKey(secret: string, name: string): JWK {
  const curve = createECDH('prime256v1');
  for (let attempt = 0; ; attempt += 1) {
    const info = `dinsos sandbox client ${name} ${attempt}`;
    const scalar = Buffer.from(hkdfSync('sha256', Buffer.from(secret, 'base64url'), '', info, 32));
    try {
      curve.setPrivateKey(scalar);
    } catch {
      continue;
    }
    const point = curve.getPublicKey();
    return {
      kty: 'EC',
      crv: 'P-256',
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
      d: scalar.toString('base64url'),
    };
  }
}
