import {
  createLocalJWKSet,
  createRemoteJWKSet,
  customFetch,
  errors,
  type FetchImplementation,
  type JWTVerifyGetKey,
} from 'jose';
import type { TrustedIssuer } from './trusted-issuer.js';

/** The issuer's keys cannot be had, and none are remembered. */
export class IssuerUnreachableError extends Error {
  readonly code = 'ISSUER_UNREACHABLE';
}

const MOST_BYTES = 256 * 1024;
const REMEMBER_MS = 24 * 60 * 60 * 1000;

/**
 * Keys of a trusted issuer, fetched from its configured address only, within three seconds and 256 KB, and kept for ten
 * minutes. While the address does not answer, the last keys seen are used, for a day at most.
 *
 * @throws IssuerUnreachableError (from the returned function) when there is nothing to fall back on.
 */
export function remoteIssuerKeys(issuer: TrustedIssuer): JWTVerifyGetKey {
  const remote = createRemoteJWKSet(new URL(issuer.jwksUri), {
    timeoutDuration: 3_000,
    [customFetch]: fetchLittle,
  });
  let remembered: { keys: JWTVerifyGetKey; at: number } | null = null;
  return async (header, token) => {
    try {
      const key = await remote(header, token);
      const jwks = remote.jwks();
      if (jwks !== undefined) remembered = { keys: createLocalJWKSet(jwks), at: Date.now() };
      return key;
    } catch (error) {
      if (saysNoSuchKey(error)) throw error;
      if (remembered === null || Date.now() - remembered.at > REMEMBER_MS) {
        throw new IssuerUnreachableError('The keys of a token issuer cannot be fetched.');
      }
      return remembered.keys(header, token);
    }
  };
}

/** `fetch`, cut off where an answer is longer than any set of keys. */
const fetchLittle: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options);
  const { body, status } = response;
  if (body === null) return response;
  let bytes = 0;
  const little = body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        bytes += chunk.byteLength;
        if (bytes > MOST_BYTES) controller.error(new Error('Too long.'));
        else controller.enqueue(chunk);
      },
    }),
  );
  return new Response(little, { status, headers: response.headers });
};

function saysNoSuchKey(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JOSENotSupported;
}
