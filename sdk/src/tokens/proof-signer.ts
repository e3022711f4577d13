import { exportJWK, generateKeyPair, SignJWT, type JWK } from 'jose';

/** The request that a proof is for. */
export interface Proved {
  readonly method: string;
  readonly url: string;
  /** The token that it accompanies; absent where one is asked for. */
  readonly token?: string | undefined;
  /** What the server asked to see in the proof. */
  readonly nonce?: string | undefined;
  /** Seconds since the epoch. */
  readonly nowS: number;
}

/** Signs a proof of possession (DPoP, RFC 9449). */
export type SignProof = (proved: Proved) => Promise<string>;

/** A signer with a key of its own, made when the first proof is needed; it cannot be read out of this process. */
export function proofSigner(): SignProof {
  let made: Promise<{ key: CryptoKey; jwk: JWK }> | null = null;
  return async ({ method, url, token, nonce, nowS }) => {
    made ??= makeKey();
    const { key, jwk } = await made;
    const claims = {
      htm: method,
      htu: url,
      ...(token === undefined ? {} : { ath: await digestOf(token) }),
      ...(nonce === undefined ? {} : { nonce }),
    };
    return new SignJWT(claims)
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk })
      .setJti(crypto.randomUUID())
      .setIssuedAt(nowS)
      .sign(key);
  };
}

async function makeKey(): Promise<{ key: CryptoKey; jwk: JWK }> {
  const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: false });
  const { kty, crv, x, y } = await exportJWK(publicKey);
  return { key: privateKey, jwk: { kty, crv, x, y } as JWK };
}

/** SHA-256 of a token, base64url. */
async function digestOf(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token));
  const text = btoa(String.fromCharCode(...new Uint8Array(digest)));
  return text.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
