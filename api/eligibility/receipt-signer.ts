import { CompactSign, exportJWK, importJWK, type JWK } from 'jose';

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
  const key = await importJWK(current, 'ES256');
  const header = { alg: 'ES256', kid: current.kid, typ: 'dinsos-receipt+jws' };
  const encoder = new TextEncoder();
  const keys = await Promise.all(privateKeys.map(publicPart));
  return Object.freeze({
    sign: (payload: object) =>
      new CompactSign(encoder.encode(JSON.stringify(payload))).setProtectedHeader(header).sign(key),
    jwks: { keys },
  });
}

async function publicPart(jwk: JWK): Promise<JWK> {
  const { d: _private, ...rest } = jwk;
  const key = await importJWK(rest, 'ES256');
  return { ...(await exportJWK(key)), kid: jwk.kid!, use: 'sig', alg: 'ES256' };
}
