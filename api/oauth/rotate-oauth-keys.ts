import type { JWK } from 'jose';

/** Steps of a rotation, in order; between them every server process is started anew. */
export const ROTATION_STEPS = ['add', 'sign', 'drop'] as const;
export type RotationStep = (typeof ROTATION_STEPS)[number];

/**
 * The keys of the authorization server after a step of a rotation. Of the list the first signs, and all are published and
 * believed, so every process knows a key before any signs with it, and after it signs no more while its tokens live.
 *
 * - `add`: `fresh` is published, and signs nothing.
 * - `sign`: the newest signs.
 * - `drop`: only the one that signs is left.
 *
 * @throws RangeError when the step before has not been taken.
 */
export function rotateOauthKeys(keys: readonly JWK[], step: RotationStep, fresh: JWK): JWK[] {
  const [signing, ...others] = keys;
  if (signing === undefined) throw new RangeError('There is no key to rotate.');
  if (step === 'add') {
    if (others.length > 0) throw new RangeError('A rotation is under way: sign or drop first.');
    return [signing, fresh];
  }
  if (others.length === 0) throw new RangeError('There is one key only: add first.');
  return step === 'sign' ? [...others.toReversed(), signing] : [signing];
}
