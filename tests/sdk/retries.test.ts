import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { NetworkError, ServiceUnavailableError, TimeoutError } from '../../sdk/src/errors.js';
import { parseRetryAfter } from '../../sdk/src/http/retry-after.js';
import { buildTestClient, createTestRuntime } from './support/build-test-client.js';
import { createFakeRegistry, fault, json, nikOf, rejectionOf } from './support/fake-registry.js';
import type { Interrupt } from './support/fake-registry.js';

const CHECK = { nik: nikOf(1), program: 'PKH' } as const;

/** A client whose first `failures` requests go wrong as `interrupt` says. */
function failing(failures: number, interrupt: Interrupt, maxRetries = 3) {
  const registry = createFakeRegistry((request, count) =>
    count <= failures ? interrupt(request, count) : undefined,
  );
  const test = createTestRuntime();
  const client = buildTestClient(registry.fetch, { maxRetries }, test.runtime);
  return { client, registry, slept: test.slept };
}

const refuseConnection: Interrupt = () => {
  throw new TypeError('fetch failed', {
    cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }),
  });
};

describe('a query that fails of something that passes', () => {
  const passing: [string, Interrupt][] = [
    ['no connection', refuseConnection],
    ['HTTP 429', () => new Response('slow down', { status: 429 })],
    ['HTTP 502', () => new Response('<html>', { status: 502 })],
    ['HTTP 503', () => new Response(null, { status: 503 })],
    ['HTTP 504', () => new Response(null, { status: 504 })],
    ['RATE_LIMITED', () => fault('RATE_LIMITED')],
    ['SERVICE_UNAVAILABLE', () => fault('SERVICE_UNAVAILABLE')],
  ];
  it.each(passing)('is sent again after %s', async (_name, interrupt) => {
    const { client, registry, slept } = failing(2, interrupt);
    expect(await client.eligibility.check(CHECK)).toMatchObject({ outcome: 'ELIGIBLE' });
    expect(registry.received).toHaveLength(3);
    expect(slept).toEqual([125, 250]);
  });

  it('is given up after the retries that are allowed', async () => {
    const { client, registry } = failing(9, () => new Response(null, { status: 503 }), 2);
    const error = await rejectionOf(client.eligibility.check(CHECK));
    expect(error).toBeInstanceOf(ServiceUnavailableError);
    expect(error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', status: 503 });
    expect(registry.received).toHaveLength(3);
  });

  it('waits a random part of an interval that doubles up to eight seconds', async () => {
    const registry = createFakeRegistry(refuseConnection);
    const test = createTestRuntime(0.999_999);
    const client = buildTestClient(registry.fetch, { maxRetries: 8 }, test.runtime);
    await rejectionOf(client.viewer());
    const longest = [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000];
    expect(test.slept.map(Math.round)).toEqual(longest);
  });

  it('waits as long as Retry-After asks, in seconds or until a date', async () => {
    const headers = ['3', 'Sun, 01 Nov 2026 00:00:13 GMT'];
    const { client, slept } = failing(2, (_request, count) =>
      json({}, 503, { 'retry-after': headers[count - 1] ?? '' }),
    );
    await client.eligibility.check(CHECK);
    expect(slept).toEqual([3_000, 10_000]);
  });

  it('waits as long as the fault itself asks where there is no header', async () => {
    const extensions = { code: 'RATE_LIMITED', retryAfterMs: 1_500 };
    const { client, slept } = failing(1, () =>
      json({ errors: [{ message: 'Wait.', extensions }] }),
    );
    await client.viewer();
    expect(slept).toEqual([1_500]);
  });

  it('is not waited for when the registry asks for more than a minute, and the error says how long', async () => {
    const { client, registry } = failing(1, () => json({}, 429, { 'retry-after': '3600' }));
    const error = await rejectionOf(client.eligibility.check(CHECK));
    expect(error).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: 3_600_000 });
    expect(registry.received).toHaveLength(1);
  });
});

describe('what is not sent again', () => {
  const lasting = [
    'FORBIDDEN',
    'BAD_USER_INPUT',
    'NOT_FOUND',
    'CONFLICT',
    'OPERATION_TOO_COMPLEX',
    'INTERNAL_SERVER_ERROR',
  ];
  it.each(lasting)('is a query that fails of %s', async (code) => {
    const { client, registry } = failing(1, () => fault(code));
    expect(await rejectionOf(client.viewer())).toMatchObject({ code });
    expect(registry.received).toHaveLength(1);
  });

  it('is a mutation, since what became of it cannot be known', async () => {
    const { client, registry } = failing(9, refuseConnection);
    const mutation = 'mutation Register { register { id } }';
    expect(await rejectionOf(client.request(mutation))).toBeInstanceOf(NetworkError);
    expect(registry.received).toHaveLength(1);
  });

  it('is anything when the client allows no retries', async () => {
    const { client, registry } = failing(9, refuseConnection, 0);
    await rejectionOf(client.viewer());
    expect(registry.received).toHaveLength(1);
  });
});

describe('the time limit', () => {
  it('is of each attempt, and an attempt that ran out is repeated', async () => {
    const registry = createFakeRegistry(async ({ signal }, count) => {
      if (count === 1) await delay(10_000, undefined, { signal });
      return undefined;
    });
    const client = buildTestClient(registry.fetch, { timeoutMs: 20 });
    await expect(client.viewer()).resolves.toMatchObject({ name: 'Bank Contoh' });
    expect(registry.received[0]?.signal.aborted).toBe(true);
  });

  it('holds for a fetch that ignores its signal, and for a body that never ends', async () => {
    const never = () => new Promise<never>(() => undefined);
    const endless = async () => new Response(new ReadableStream(), { status: 200 });
    for (const fetch of [never, endless]) {
      const client = buildTestClient(fetch, { timeoutMs: 10, maxRetries: 0 });
      const error = await rejectionOf(client.viewer());
      expect(error).toBeInstanceOf(TimeoutError);
      expect(error).toMatchObject({ code: 'TIMEOUT', message: 'No answer within 10 ms.' });
    }
  });
});

describe('a Retry-After header', () => {
  const now = Date.parse('2026-11-01T00:00:00Z');
  it.each([
    [null, null],
    ['0', 0],
    ['120', 120_000],
    ['Sun, 01 Nov 2026 00:01:00 GMT', 60_000],
    ['Sat, 31 Oct 2026 00:00:00 GMT', 0],
    ['-5', null],
    ['1.5', null],
    ['soon', null],
    ['', null],
  ])('of %j is a wait of %j ms', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
