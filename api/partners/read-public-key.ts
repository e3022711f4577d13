import { calculateJwkThumbprint, importJWK, type JWK } from 'jose';
import { badInput } from '../errors.js';

/** A public key as an agency hands it over: the members of a JWK (RFC 7517), none of them private. */
export interface PublicKeyInput {
  readonly kty: string;
  readonly crv?: string | null | undefined;
  readonly x?: string | null | undefined;
  readonly y?: string | null | undefined;
  readonly n?: string | null | undefined;
  readonly e?: string | null | undefined;
  /** What the agency thinks the key is for; must be what it can be here. */
  readonly alg?: string | null | undefined;
}

/** A public key that was found sound. */
export interface PublicKey {
  /** JWK thumbprint (RFC 7638, SHA-256). */
  readonly kid: string;
  readonly alg: 'ES256' | 'EdDSA' | 'PS256';
  readonly jwk: JWK;
}

const MEMBERS = ['crv', 'x', 'y', 'n', 'e'] as const;
const BASE64URL = /^[A-Za-z0-9_-]{1,1400}$/;
const LEAST_BITS = 2048;
const MOST_BITS = 8192;
/** 65537, the one public exponent that everybody uses. */
const EXPONENT = 'AQAB';
const MUST =
  'publicKey must be a P-256, an Ed25519 or an RSA key of 2048 to 8192 bits with exponent 65537, with the members of its kind and no others.';

/**
 * Reads a public key: P-256 for ES256, Ed25519 for EdDSA, RSA from 2048 bits for PS256. The point must lie on its curve.
 *
 * @throws Fault BAD_USER_INPUT for every other; the message holds nothing of the key.
 */
export async function readPublicKey(input: PublicKeyInput): Promise<PublicKey> {
  const given = MEMBERS.filter((name) => input[name] != null);
  if (!given.every((name) => BASE64URL.test(input[name] ?? ''))) throw badInput(MUST);
  const { alg, jwk } = kindOf(input);
  const fits = Object.keys(jwk).length === given.length + 1;
  if (!fits || (input.alg != null && input.alg !== alg)) throw badInput(MUST);
  try {
    await importJWK(jwk, alg);
  } catch {
    throw badInput(MUST);
  }
  return { kid: await calculateJwkThumbprint(jwk), alg, jwk };
}

function kindOf({ kty, crv, x, y, n, e }: PublicKeyInput): Omit<PublicKey, 'kid'> {
  if (kty === 'EC' && crv === 'P-256' && isLong(x, 32) && isLong(y, 32)) {
    return { alg: 'ES256', jwk: { kty, crv, x, y } };
  }
  if (kty === 'OKP' && crv === 'Ed25519' && isLong(x, 32)) {
    return { alg: 'EdDSA', jwk: { kty, crv, x } };
  }
  if (kty === 'RSA' && n != null && e === EXPONENT && isStrong(n)) {
    return { alg: 'PS256', jwk: { kty, n, e } };
  }
  throw badInput(MUST);
}

/** Canonical base64url of so many bytes, so that one key has one form and one thumbprint. */
function isLong(text: string | null | undefined, bytes: number): text is string {
  if (text == null) return false;
  const decoded = Buffer.from(text, 'base64url');
  return decoded.length === bytes && decoded.toString('base64url') === text;
}

function isStrong(modulus: string): boolean {
  const bytes = Buffer.from(modulus, 'base64url');
  const [first = 0] = bytes;
  const bits = bytes.length * 8 - (Math.clz32(first) - 24);
  const isCanonical = first !== 0 && bytes.toString('base64url') === modulus;
  const isOdd = ((bytes.at(-1) ?? 0) & 1) === 1;
  return isCanonical && isOdd && bits >= LEAST_BITS && bits <= MOST_BITS;
}
