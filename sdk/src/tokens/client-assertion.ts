import { calculateJwkThumbprint, importJWK, SignJWT, type JWK } from 'jose';
import type { Identity } from '../client-options.js';
import { isCryptoKey, signingAlgorithmOf } from './signing-algorithm.js';

/** Signs who asks for a token (RFC 7523): good once, for half a minute. `nowS` is in seconds since the epoch. */
export type SignAssertion = (nowS: number) => Promise<string>;

const LIFE_S = 30;

/** A signer of assertions; the key is imported when the first is needed. */
export function assertionSigner({
  clientId,
  privateKey,
  keyId,
  issuer,
}: NonNullable<Identity['client']>): SignAssertion {
  const alg = signingAlgorithmOf(privateKey);
  let imported: Promise<{ key: CryptoKey | Uint8Array; kid: string | undefined }> | null = null;
  const load = async () =>
    isCryptoKey(privateKey)
      ? { key: privateKey, kid: keyId }
      : {
          key: await importJWK(privateKey as JWK, alg),
          kid: keyId ?? privateKey.kid ?? (await calculateJwkThumbprint(privateKey)),
        };
  return async (nowS) => {
    imported ??= load();
    const { key, kid } = await imported;
    return new SignJWT({ jti: crypto.randomUUID() })
      .setProtectedHeader(kid === undefined ? { alg } : { alg, kid })
      .setIssuer(clientId)
      .setSubject(clientId)
      .setAudience(issuer)
      .setIssuedAt(nowS)
      .setExpirationTime(nowS + LIFE_S)
      .sign(key);
  };
}
