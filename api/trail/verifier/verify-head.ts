import { createPublicKey, verify } from 'node:crypto';
import { headText } from './head-text.js';
import type { SignedTreeHead, TrailKey } from './tree-head.js';

/** Whether one of the keys, the one that the head names, has signed it. The algorithm is ES256, whatever anybody says. */
export function verifyHead(head: SignedTreeHead, keys: readonly TrailKey[]): boolean {
  const jwk = keys.find(({ kid }) => kid === head.kid);
  if (jwk === undefined || jwk.kty !== 'EC' || jwk.crv !== 'P-256') return false;
  try {
    const { kty, crv, x, y } = jwk;
    const key = createPublicKey({ key: { kty, crv, x: x ?? '', y: y ?? '' }, format: 'jwk' });
    const signature = Buffer.from(head.signature, 'base64url');
    const options = { key, dsaEncoding: 'ieee-p1363' } as const;
    return verify('sha256', Buffer.from(headText(head)), options, signature);
  } catch {
    return false;
  }
}
