import { createPrivateKey, sign as signBytes } from 'node:crypto';
import { exportJWK, importJWK, type JWK } from 'jose';

/** Signs what a caller was shown, as a compact JWS (ES256) that verifies offline. */
export interface ReceiptSigner {
  sign(payload: object): Promise<string>;
  /** Public keys, current and former, as served at /.well-known/jwks.json. */
  readonly jwks: { readonly keys: readonly JWK[] };
}

/** A signer over private ES256 JWKs, the first of which signs; the others stay verifiable. Each needs a `kid`. */
export async function createReceiptSigner(privateKeys: readonly JWK[]): Promise<ReceiptSigner> {
  const [current] = privateKeys;
  if (current?.kid === undefined) throw new Error('A receipt key with a kid is needed.');
  // node:crypto signs in a third of the time that WebCrypto takes, and the receipt is most of what a check costs.
  const key = createPrivateKey({ key: current, format: 'jwk' });
  const header = base64url({ alg: 'ES256', kid: current.kid, typ: 'dinsos-receipt+jws' });
  const keys = await Promise.all(privateKeys.map(publicPart));
  return Object.freeze({
    async sign(payload: object) {
      const input = `${header}.${base64url(payload)}`;
      const options = { key, dsaEncoding: 'ieee-p1363' } as const;
      return `${input}.${signBytes('sha256', Buffer.from(input), options).toString('base64url')}`;
    },
    jwks: { keys },
  });
}

function base64url(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

async function publicPart(jwk: JWK): Promise<JWK> {
  const { d: _private, ...rest } = jwk;
  const key = await importJWK(rest, 'ES256');
  return { ...(await exportJWK(key)), kid: jwk.kid!, use: 'sig', alg: 'ES256' };
}
