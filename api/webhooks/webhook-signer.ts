import { createHmac, createPrivateKey, sign } from 'node:crypto';
import type { JWK } from 'jose';

/** A public key that signs deliveries. */
export interface WebhookKey {
  readonly kid: string;
  /** As Standard Webhooks writes it: "whpk_" and the 32 bytes in base64. */
  readonly key: string;
  /** The same as a JWK. */
  readonly jwk: { readonly kty: 'OKP'; readonly crv: 'Ed25519'; readonly x: string };
}

/** What of a delivery is signed. */
export interface SignedDelivery {
  readonly id: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
  readonly body: string;
}

/** Signs deliveries as Standard Webhooks 1.0 says. */
export interface WebhookSigner {
  /** The header `webhook-signature`: one `v1` for each secret in force, and one `v1a`. */
  sign(delivery: SignedDelivery, secrets: readonly Buffer[]): string;
  /** Public keys, current and former. */
  readonly keys: readonly WebhookKey[];
}

/** A signer over private Ed25519 JWKs, the first of which signs. Each needs a `kid`. */
export function createWebhookSigner(privateKeys: readonly JWK[]): WebhookSigner {
  const [current] = privateKeys;
  if (current === undefined) throw new Error('A key that signs webhooks is needed.');
  const key = createPrivateKey({ key: current, format: 'jwk' });
  return Object.freeze({
    sign({ id, timestamp, body }: SignedDelivery, secrets: readonly Buffer[]) {
      const content = `${id}.${timestamp}.${body}`;
      const shared = secrets.map(
        (secret) => `v1,${createHmac('sha256', secret).update(content).digest('base64')}`,
      );
      const own = sign(null, Buffer.from(content), key).toString('base64');
      return [...shared, `v1a,${own}`].join(' ');
    },
    keys: privateKeys.map(publicPart),
  });
}

function publicPart({ kid, x }: JWK): WebhookKey {
  const bytes = Buffer.from(x!, 'base64url').toString('base64');
  return { kid: kid!, key: `whpk_${bytes}`, jwk: { kty: 'OKP', crv: 'Ed25519', x: x! } };
}
