import { constants, createHash, createPublicKey, verify, type KeyObject } from 'node:crypto';
import {
  calculateJwkThumbprint,
  decodeJwt,
  decodeProtectedHeader,
  type JWK,
  type JWTPayload,
  type ProtectedHeaderParameters,
} from 'jose';
import type { ProofMemory } from './proof-memory.js';

/** What comes with a request beside its Authorization header, to prove that the token is held by its owner. */
export interface Presented {
  /** The DPoP header. */
  readonly proof: string | undefined;
  readonly method: string | undefined;
  /** The path that was asked; the GraphQL endpoint where absent. */
  readonly path?: string;
}

/** Whether a proof (RFC 9449) fits this request, this token and the key that the token is bound to. */
export type ProofCheck = (presented: Presented, token: string, jkt: string) => Promise<boolean>;

/** What a check of proofs needs to know. */
export interface ProofTerms {
  /** Whether a URL, without query and fragment, is this path of the server. */
  readonly isHere: (url: string, path: string) => boolean;
  readonly memory: ProofMemory;
  readonly now: () => Date;
}

/** How each algorithm that is accepted verifies, and the only kind of key that it does so with. */
const ALGORITHMS: Readonly<Record<string, { digest: string | null; kind: string; more: object }>> =
  {
    ES256: { digest: 'sha256', kind: 'ec prime256v1', more: { dsaEncoding: 'ieee-p1363' } },
    EdDSA: { digest: null, kind: 'ed25519', more: {} },
    PS256: {
      digest: 'sha256',
      kind: 'rsa',
      more: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 },
    },
  };
const SHORTEST_RSA = 2_048;
const LONGEST_PROOF = 4_096;
const OLDEST_S = 60;
const SKEW_S = 5;
const COMPACT = /^[\w-]+\.[\w-]+\.[\w-]+$/;
const JTI = /^[\x21-\x7e]{8,128}$/;
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];
const MOST_KEYS = 5_000;

interface ProofKey {
  readonly key: KeyObject;
  /** RFC 7638, SHA-256. */
  readonly thumbprint: string;
}

/**
 * A check of DPoP proofs. One costs one signature verification, by `node:crypto`, which takes a third of the time that
 * WebCrypto does; the key of a client is read once and kept. The one-time id is noted last, so that only proofs that are
 * right in everything else are remembered.
 */
export function createProofCheck({ isHere, memory, now }: ProofTerms): ProofCheck {
  const keys = new Map<string, ProofKey>();
  const keyOf = async ({ jwk, alg = '' }: ProtectedHeaderParameters, jkt: string) => {
    const name = JSON.stringify([alg, jwk]);
    const known = keys.get(name);
    const found = known ?? (await readKey(jwk, alg));
    if (found?.thumbprint !== jkt) return null;
    if (known === undefined) {
      if (keys.size >= MOST_KEYS) keys.clear();
      keys.set(name, found);
    }
    return found.key;
  };
  const claimsOf = async (proof: string, jkt: string): Promise<JWTPayload | null> => {
    try {
      const header = decodeProtectedHeader(proof);
      if (header.typ !== 'dpop+jwt' || 'crit' in header || 'b64' in header) return null;
      const key = await keyOf(header, jkt);
      if (key === null || !isSigned(proof, header.alg ?? '', key)) return null;
      const claims: JWTPayload = decodeJwt(proof);
      return claims;
    } catch {
      return null;
    }
  };
  return async ({ proof, method, path = '/graphql' }, token, jkt) => {
    if (proof === undefined || proof.length > LONGEST_PROOF || !COMPACT.test(proof)) return false;
    const claims = await claimsOf(proof, jkt);
    if (claims === null) return false;
    const { iat, jti, htm, htu, ath } = claims;
    const nowS = now().getTime() / 1000;
    const fits =
      typeof iat === 'number' &&
      iat <= nowS + SKEW_S &&
      iat >= nowS - OLDEST_S &&
      typeof jti === 'string' &&
      JTI.test(jti) &&
      htm === method &&
      typeof htu === 'string' &&
      isHere(withoutQuery(htu), path) &&
      ath === createHash('sha256').update(token).digest('base64url');
    return fits && memory.note(`${jkt}.${jti}`);
  };
}

function isSigned(proof: string, alg: string, key: KeyObject): boolean {
  const terms = Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : undefined;
  if (terms === undefined) return false;
  const at = proof.lastIndexOf('.');
  const signature = Buffer.from(proof.slice(at + 1), 'base64url');
  return verify(terms.digest, Buffer.from(proof.slice(0, at)), { key, ...terms.more }, signature);
}

/** The public key that a proof brings along, where it is one for its algorithm; null = it is not. */
async function readKey(jwk: JWK | undefined, alg: string): Promise<ProofKey | null> {
  const terms = Object.hasOwn(ALGORITHMS, alg) ? ALGORITHMS[alg] : undefined;
  if (jwk === undefined || terms === undefined || PRIVATE.some((name) => name in jwk)) return null;
  const key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  const { namedCurve, modulusLength = SHORTEST_RSA } = key.asymmetricKeyDetails ?? {};
  const kind = [key.asymmetricKeyType, namedCurve].filter(Boolean).join(' ');
  if (kind !== terms.kind || modulusLength < SHORTEST_RSA) return null;
  return { key, thumbprint: await calculateJwkThumbprint(jwk) };
}

function withoutQuery(htu: string): string {
  if (!URL.canParse(htu)) return '';
  const url = new URL(htu);
  url.search = '';
  url.hash = '';
  return url.href;
}
