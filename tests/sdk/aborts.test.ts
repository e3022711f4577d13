import { getEventListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { systemRuntime } from '../../sdk/src/runtime.js';
import { buildTestClient } from './support/build-test-client.js';
import { createFakeRegistry, nikOf, rejectionOf } from './support/fake-registry.js';
import type { Interrupt } from './support/fake-registry.js';

const CHECK = { nik: nikOf(1), program: 'PKH' } as const;
const hang: Interrupt = async ({ signal }) => delay(10_000, undefined, { signal });

describe('a call that its caller aborts', () => {
  it('ends with the reason of the signal and aborts its request', async () => {
    const registry = createFakeRegistry(hang);
    const controller = new AbortController();
    const call = buildTestClient(registry.fetch).viewer({ signal: controller.signal });
    setTimeout(() => controller.abort(new Error('The customer left.')), 10);
    expect(await rejectionOf(call)).toMatchObject({ message: 'The customer left.' });
    expect(registry.received).toHaveLength(1);
    expect(registry.received[0]?.signal.aborted).toBe(true);
  });

  it('throws what the signal holds where that has a time limit or no reason', async () => {
    const call = buildTestClient(createFakeRegistry(hang).fetch).viewer({
      signal: AbortSignal.timeout(10),
    });
    expect(await rejectionOf(call)).toMatchObject({ name: 'TimeoutError' });
    const controller = new AbortController();
    controller.abort();
    const aborted = buildTestClient(createFakeRegistry().fetch).viewer({
      signal: controller.signal,
    });
    expect(await rejectionOf(aborted)).toMatchObject({ name: 'AbortError' });
  });

  it('sends nothing when its signal has aborted before', async () => {
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch);
    const signal = AbortSignal.abort(new Error('Too late.'));
    const calls = [
      client.viewer({ signal }),
      client.eligibility.check(CHECK, { signal }),
      client.eligibility.checkMany([CHECK], { program: 'PKH', signal }).next(),
      client.programs.list({ signal }).next(),
      client.request('query Q { viewer { name } }', {}, { signal }),
    ];
    for (const call of calls)
      expect(await rejectionOf(call)).toMatchObject({ message: 'Too late.' });
    expect(registry.received).toEqual([]);
  });

  it('ends while it waits for a token', async () => {
    const token = async (): Promise<string> => new Promise(() => undefined);
    const client = buildTestClient(createFakeRegistry().fetch, { credentials: { token } });
    const call = client.viewer({ signal: AbortSignal.timeout(10) });
    expect(await rejectionOf(call)).toMatchObject({ name: 'TimeoutError' });
  });

  it('ends while it waits to be sent again', async () => {
    const registry = createFakeRegistry(
      () => new Response(null, { status: 503, headers: { 'retry-after': '30' } }),
    );
    const client = buildTestClient(registry.fetch, {}, systemRuntime);
    const call = client.viewer({ signal: AbortSignal.timeout(10) });
    expect(await rejectionOf(call)).toMatchObject({ name: 'TimeoutError' });
    expect(registry.received).toHaveLength(1);
  });

  it('leaves nothing attached to a signal that lives on', async () => {
    const registry = createFakeRegistry((_request, count) =>
      count === 1 ? new Response(null, { status: 503 }) : undefined,
    );
    const { signal } = new AbortController();
    const client = buildTestClient(registry.fetch);
    await Promise.all([client.eligibility.check(CHECK, { signal }), client.viewer({ signal })]);
    for await (const result of client.eligibility.checkMany([CHECK], { program: 'PKH', signal })) {
      expect(result.refused).toBeUndefined();
    }
    expect(getEventListeners(signal, 'abort')).toEqual([]);
  });
});

describe('a check that is aborted while it travels with others', () => {
  it('leaves the others alone', async () => {
    const registry = createFakeRegistry(async () => delay(30).then(() => undefined));
    const { check } = buildTestClient(registry.fetch).eligibility;
    const [aborted, kept] = await Promise.allSettled([
      check(CHECK, { signal: AbortSignal.timeout(5) }),
      check({ ...CHECK, nik: nikOf(2) }),
    ]);
    expect(aborted).toMatchObject({ status: 'rejected', reason: { name: 'TimeoutError' } });
    expect(kept.status).toBe('fulfilled');
  });

  it('is not even sent when that happens in the tick in which it was made', async () => {
    const registry = createFakeRegistry();
    const { check } = buildTestClient(registry.fetch).eligibility;
    const controller = new AbortController();
    const calls = [check(CHECK, { signal: controller.signal }), check({ ...CHECK, nik: nikOf(2) })];
    controller.abort();
    await Promise.allSettled(calls);
    expect(registry.received.map(({ operation }) => operation)).toEqual(['CheckEligibility']);
  });

  it('aborts the request when it was the last of them', async () => {
    const registry = createFakeRegistry(hang);
    const { check } = buildTestClient(registry.fetch).eligibility;
    const [first, second] = [new AbortController(), new AbortController()];
    const calls = [
      check(CHECK, { signal: first.signal }),
      check({ ...CHECK, nik: nikOf(2) }, { signal: second.signal }),
      check({ ...CHECK, nik: nikOf(3) }, { signal: second.signal }),
    ];
    const settled = Promise.allSettled(calls);
    await delay(5);
    first.abort();
    await delay(5);
    expect(registry.received[0]?.signal.aborted).toBe(false);
    second.abort();
    await settled;
    expect(registry.received[0]?.signal.aborted).toBe(true);
  });
});
