import { buildClient } from '../../../sdk/src/build-client.js';
import type { CommonOptions, GivenCredentials } from '../../../sdk/src/client-options.js';
import type { Fetch } from '../../../sdk/src/http/send.js';
import type { Runtime } from '../../../sdk/src/runtime.js';

/** A clock that stands still until somebody sleeps, and chance that always answers the same. */
export function createTestRuntime(random = 0.5) {
  const slept: number[] = [];
  let now = Date.parse('2026-11-01T00:00:00Z');
  const runtime: Runtime = {
    now: () => now,
    random: () => random,
    sleep: async (ms, signal) => {
      signal?.throwIfAborted();
      slept.push(ms);
      now += ms;
    },
  };
  return {
    runtime,
    slept,
    advance: (ms: number) => {
      now += ms;
    },
  };
}

/** A client of a fake registry, as a bank with the token `secret-token`. */
export function buildTestClient(
  fetch: Fetch,
  options: Partial<CommonOptions & GivenCredentials> = {},
  runtime: Runtime = createTestRuntime().runtime,
) {
  return buildClient(
    {
      url: 'http://registry.test',
      credentials: { token: 'secret-token' },
      purpose: 'PAYEE_VERIFICATION',
      fetch,
      ...options,
    },
    runtime,
  );
}
