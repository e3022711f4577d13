import { createPrivateKey, sign } from 'node:crypto';
import type { JWK } from 'jose';
import { headText } from './verifier/head-text.js';
import type { SignedTreeHead, TrailKey, TreeHead } from './verifier/tree-head.js';

/** Signs tree heads. */
export interface HeadSigner {
  sign(head: TreeHead): SignedTreeHead;
  /** Public keys, current and former. */
  readonly keys: readonly TrailKey[];
}

/** A signer over private ES256 JWKs, the first of which signs; the others stay verifiable. Each needs a `kid`. */
export function createHeadSigner(privateKeys: readonly JWK[]): HeadSigner {
  const [current] = privateKeys;
  if (current?.kid === undefined) throw new Error('A trail key with a kid is needed.');
  const { kid } = current;
  const key = createPrivateKey({ key: current, format: 'jwk' });
  return Object.freeze({
    sign(head: TreeHead) {
      const options = { key, dsaEncoding: 'ieee-p1363' } as const;
      const signature = sign('sha256', Buffer.from(headText(head)), options).toString('base64url');
      return { ...head, kid, signature };
    },
    keys: privateKeys.map(publicPart),
  });
}

function publicPart({ kty, crv, x, y, kid }: JWK): TrailKey {
  return { kty: kty!, crv: crv!, x: x!, y: y!, kid: kid!, ...{ use: 'sig', alg: 'ES256' } };
}
