import {
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';
import { Fault } from '../errors.js';
import { Refusal } from '../http/refusal.js';
import { principalOfClaims } from './claims.js';
import { IssuerUnreachableError } from './issuer-keys.js';
import type { Principal } from './principal.js';
import type { Presented, ProofCheck } from './proof-check.js';
import { createVerifiedTokens, type VerifiedToken } from './verified-tokens.js';

/** One issuer and how its keys are found. */
export interface KnownIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly keys: JWTVerifyGetKey;
  /** Whether each of its tokens must be bound to a key (`cnf.jkt`). One that is bound is checked in any case. */
  readonly dpop?: boolean;
  /** Whether its clients are those of our own register, by `client_id` and the key that they got the token with. */
  readonly ownClients?: boolean;
}

/** Whose tokens are good no longer, though they have not expired. */
export interface Standing {
  isGood(clientId: string, kid: string): Promise<boolean>;
  isPartnerGood(partnerId: string): Promise<boolean>;
}

/** What verifies beside the token itself; without `proofs` no bound token is accepted. */
export interface AuthenticateOptions {
  readonly proofs?: ProofCheck;
  readonly standing?: Standing;
}

/**
 * Turns the Authorization header of a request, and the proof beside it, into who is asking.
 *
 * @throws Fault UNAUTHENTICATED, SERVICE_UNAVAILABLE; Refusal 401 that says what is wrong with a proof
 */
export type Authenticate = (
  authorization: string | undefined,
  presented?: Presented,
) => Promise<Principal>;

const ALGORITHMS = ['ES256', 'EdDSA', 'PS256'];
const REQUIRED = ['iss', 'aud', 'sub', 'client_id', 'iat', 'exp', 'jti'];
const CLOCK_TOLERANCE_S = 5;
const LONGEST_LIFE_S = 3_600;
const LONGEST_TOKEN = 8_192;
const CREDENTIALS = /^(Bearer|DPoP) ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const THUMBPRINT = /^[\w-]{43}$/;

const MISSING = 'An access token is needed: Authorization: DPoP … (or Bearer …).';
const REFUSED = 'The access token is not valid here, or has expired.';
const UNPROVED = 'The proof of possession (DPoP) is missing, stale, used before, or does not fit.';
const NOBODY: Presented = { proof: undefined, method: undefined };

/**
 * Verifies access tokens (JWT, `at+jwt`) of the given issuers, the proof that goes with those that are bound to a key, and
 * that partner and client are not suspended. Everything about a token that is not exactly as expected is one and the same
 * refusal.
 *
 * @param now clock; seconds matter.
 */
export function createAuthenticate(
  issuers: readonly KnownIssuer[],
  now: () => Date,
  { proofs, standing }: AuthenticateOptions = {},
): Authenticate {
  const verified = createVerifiedTokens();
  return async (authorization, presented = NOBODY) => {
    if (authorization === undefined || authorization === '') {
      throw new Fault('UNAUTHENTICATED', MISSING);
    }
    const [, scheme, token] = CREDENTIALS.exec(authorization) ?? [];
    if (token === undefined || token.length > LONGEST_TOKEN) throw refused();
    const nowS = now().getTime() / 1000;
    let known = verified.find(token, nowS);
    if (known === null) {
      known = await verify(token, issuers, now());
      verified.keep(token, known, nowS);
    }
    const { principal, jkt, clientKey } = known;
    if (jkt === null) {
      if (scheme?.toLowerCase() !== 'bearer') throw refused();
    } else {
      if (scheme?.toLowerCase() !== 'dpop' || proofs === undefined) throw unproved('invalid_token');
      if (!(await proofs(presented, token, jkt))) throw unproved('invalid_dpop_proof');
    }
    if (standing !== undefined && !(await stands(standing, principal, clientKey))) throw refused();
    return principal;
  };
}

function stands(
  standing: Standing,
  { clientId, partner }: Principal,
  clientKey: string | null,
): Promise<boolean> {
  if (clientKey !== null) return standing.isGood(clientId, clientKey);
  return partner === null ? Promise.resolve(true) : standing.isPartnerGood(partner.id);
}

async function verify(
  token: string,
  issuers: readonly KnownIssuer[],
  now: Date,
): Promise<VerifiedToken> {
  const named = issuerNamed(token);
  const issuer = issuers.find((one) => one.issuer !== '' && one.issuer === named);
  if (issuer === undefined) throw refused();
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
    const bound = principal === null ? null : boundTo(payload, issuer);
    if (principal !== null && bound !== null) return { principal, ...bound };
  } catch (error) {
    if (error instanceof IssuerUnreachableError) {
      throw new Fault('SERVICE_UNAVAILABLE', 'Access tokens cannot be verified just now.', 5_000);
    }
  }
  throw refused();
}

/** The key that a token is bound to, and the one that it was got with; null = not what its issuer may give. */
function boundTo(
  { cnf, tier, client_key: clientKey }: JWTPayload,
  { dpop = false, ownClients = false }: KnownIssuer,
): Pick<VerifiedToken, 'jkt' | 'clientKey'> | null {
  const jkt = cnf === undefined ? null : thumbprintIn(cnf);
  if (jkt === undefined || (jkt === null && dpop)) return null;
  if (!ownClients) return { jkt, clientKey: null };
  return typeof clientKey === 'string' && tier === 'PARTNER' ? { jkt, clientKey } : null;
}

/** A confirmation (RFC 7800) of another kind, such as a certificate's, cannot be checked here. */
function thumbprintIn(cnf: unknown): string | undefined {
  const { jkt } = Object(cnf) as { jkt?: unknown };
  return typeof jkt === 'string' && THUMBPRINT.test(jkt) ? jkt : undefined;
}

function refused(): Fault {
  return new Fault('UNAUTHENTICATED', REFUSED);
}

/** What RFC 9449 (7.1) answers: the caller holds a token that needs a proof. */
function unproved(error: 'invalid_token' | 'invalid_dpop_proof'): Refusal {
  return new Refusal(401, 'UNAUTHENTICATED', UNPROVED, {
    'www-authenticate': `DPoP error="${error}", algs="${ALGORITHMS.join(' ')}"`,
  });
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
