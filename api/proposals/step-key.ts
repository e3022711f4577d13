import { createHash } from 'node:crypto';
import { badInput } from '../errors.js';

/** An idempotency key as it is kept: digests of it and of what was asked with it, since either may hold what must not lie in clear. */
export interface StepKey {
  readonly digest: string;
  readonly input: string;
}

const LONGEST_KEY = 200;

/** The key of a mutation with its input. @throws Fault BAD_USER_INPUT for a key that is empty or too long. */
export function stepKey(
  field: string,
  input: { readonly idempotencyKey: string; readonly [name: string]: unknown },
): StepKey {
  const { idempotencyKey, ...asked } = input;
  if (idempotencyKey === '' || idempotencyKey.length > LONGEST_KEY) {
    throw badInput(`idempotencyKey must have from 1 to ${LONGEST_KEY} characters.`);
  }
  return { digest: digestOf(idempotencyKey), input: digestOf(`${field} ${canonical(asked)}`) };
}

/** A text that is the same for the same input, whatever the order in which its fields were written. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_name, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner).toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : inner,
  );
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
