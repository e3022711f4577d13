import { decodeJwt, decodeProtectedHeader, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { Fault } from '../errors.js';
import { principalOfClaims } from './claims.js';
import { IssuerUnreachableError } from './issuer-keys.js';
import type { Principal } from './principal.js';
import { createVerifiedTokens } from './verified-tokens.js';

/** One issuer and how its keys are found. */
export interface KnownIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
}

/** Turns the Authorization header of a request into who is asking. @throws Fault UNAUTHENTICATED, SERVICE_UNAVAILABLE */
export type Authenticate = (authorization: string | undefined) => Promise<Principal>;

const ALGORITHMS = ['ES256', 'EdDSA', 'PS256'];
const REQUIRED = ['iss', 'aud', 'sub', 'client_id', 'iat', 'exp', 'jti'];
const CLOCK_TOLERANCE_S = 5;
const LONGEST_LIFE_S = 3_600;
const LONGEST_TOKEN = 8_192;
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;

const MISSING = 'An access token is needed: Authorization: Bearer …';
const REFUSED = 'The access token is not valid here, or has expired.';

/**
 * Verifies access tokens (JWT, `at+jwt`) of the given issuers. Everything about a token that is not exactly as expected
 * is one and the same refusal.
 *
 * @param now clock; seconds matter.
 */
export function createAuthenticate(issuers: readonly KnownIssuer[], now: () => Date): Authenticate {
  const byName = new Map(issuers.map((issuer) => [issuer.issuer, issuer]));
  const verified = createVerifiedTokens();
  return async (authorization) => {
    if (authorization === undefined || authorization === '') {
      throw new Fault('UNAUTHENTICATED', MISSING);
    }
    const token = BEARER.exec(authorization)?.[1];
    if (token === undefined || token.length > LONGEST_TOKEN) {
      throw new Fault('UNAUTHENTICATED', REFUSED);
    }
    const nowS = now().getTime() / 1000;
    const known = verified.find(token, nowS);
    if (known !== null) return known;
    const principal = await verify(token, byName, now());
    verified.keep(token, principal, nowS);
    return principal;
  };
}

async function verify(
  token: string,
  issuers: ReadonlyMap<string, KnownIssuer>,
  now: Date,
): Promise<Principal> {
  const issuer = issuers.get(issuerNamed(token) ?? '');
  if (issuer === undefined) throw new Fault('UNAUTHENTICATED', REFUSED);
  try {
    const { payload, protectedHeader } = await jwtVerify(token, issuer.keys, {
      issuer: issuer.issuer,
      audience: issuer.audience,
      typ: 'at+jwt',
      algorithms: ALGORITHMS,
      requiredClaims: REQUIRED,
      clockTolerance: CLOCK_TOLERANCE_S,
      currentDate: now,
    });
    const nowS = now.getTime() / 1000;
    const wellTimed =
      typeof payload.aud === 'string' &&
      (payload.exp ?? Infinity) <= nowS + LONGEST_LIFE_S + CLOCK_TOLERANCE_S &&
      (payload.iat ?? Infinity) <= nowS + CLOCK_TOLERANCE_S;
    const principal = wellTimed && bringsNoKey(protectedHeader) ? principalOfClaims(payload) : null;
    if (principal !== null) return principal;
  } catch (error) {
    if (error instanceof IssuerUnreachableError) {
      throw new Fault('SERVICE_UNAVAILABLE', 'Access tokens cannot be verified just now.', 5_000);
    }
  }
  throw new Fault('UNAUTHENTICATED', REFUSED);
}

/** The issuer that a token claims; it selects which configured keys must have signed, nothing else. */
function issuerNamed(token: string): string | undefined {
  try {
    return bringsNoKey(decodeProtectedHeader(token)) ? decodeJwt(token).iss : undefined;
  } catch {
    return undefined;
  }
}

/** A token may name a key of its issuer, never bring one or say where to fetch it. */
function bringsNoKey(header: object): boolean {
  return !['jwk', 'jku', 'x5u', 'x5c', 'crit'].some((name) => name in header);
}
