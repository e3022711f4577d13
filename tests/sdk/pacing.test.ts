import { describe, expect, it } from 'vitest';
import { createPacer } from '../../sdk/src/http/pacer.js';
import type { ResponseEvent } from '../../sdk/src/index.js';
import { ViewerDocument } from '../../sdk/src/generated/documents.js';
import { documentIdOf } from '../../sdk/src/document-id.js';
import { buildTestClient, createTestRuntime } from './support/build-test-client.js';
import {
  COST,
  createFakeRegistry,
  fault,
  json,
  nikOf,
  rejectionOf,
} from './support/fake-registry.js';
import type { Interrupt } from './support/fake-registry.js';

/** The minute of the tests' clock ends a minute after it began. */
const REFILL = { to: 1_000, at: '2026-11-01T00:01:00.000Z' };

const leaving =
  (remaining: number, requested: number): Interrupt =>
  async () =>
    json({
      data: { viewer: { tier: 'PARTNER', name: 'Bank Contoh', scopes: [] } },
      extensions: {
        cost: { requested, actual: requested, remaining, refill: REFILL, people: null },
      },
    });

describe('a client that keeps within its points', () => {
  it('waits for the next minute when the last answer left too little', async () => {
    const test = createTestRuntime(0);
    const registry = createFakeRegistry(leaving(60, 50));
    const client = buildTestClient(registry.fetch, {}, test.runtime);
    await client.viewer();
    await client.viewer();
    expect(test.slept).toEqual([]);

    const poor = createFakeRegistry(leaving(40, 50));
    const other = buildTestClient(poor.fetch, {}, test.runtime);
    await other.viewer();
    await other.viewer();
    expect(test.slept).toEqual([60_000]);
    expect(poor.queries).toHaveLength(2);
  });

  it('does not wait where it is told not to', async () => {
    const test = createTestRuntime();
    const client = buildTestClient(
      createFakeRegistry(leaving(0, 50)).fetch,
      { pacing: false },
      test.runtime,
    );
    await client.viewer();
    await client.viewer();
    expect(test.slept).toEqual([]);
  });

  it('counts what is under way, so that requests made together do not overrun', async () => {
    const test = createTestRuntime(0);
    const client = buildTestClient(createFakeRegistry(leaving(120, 50)).fetch, {}, test.runtime);
    await client.viewer();
    await Promise.all([client.viewer(), client.viewer(), client.viewer()]);
    expect(test.slept).toEqual([60_000]);
  });

  it('ends its wait when the caller does', async () => {
    const { runtime } = createTestRuntime();
    const registry = createFakeRegistry(leaving(0, 50));
    const controller = new AbortController();
    const client = buildTestClient(
      registry.fetch,
      {},
      {
        ...runtime,
        sleep: async () => {
          controller.abort(new Error('enough'));
          controller.signal.throwIfAborted();
        },
      },
    );
    await client.viewer();
    const error = await rejectionOf(client.viewer({ signal: controller.signal }));
    expect(error).toMatchObject({ message: 'enough' });
    expect(registry.queries).toHaveLength(1);
  });

  it('prices a list by its people', async () => {
    const test = createTestRuntime(0);
    const pacer = createPacer(test.runtime);
    const list = (people: number) => ({ operation: 'CheckEligibilities', people });
    const cost = { requested: 100, actual: 100, remaining: 55, refill: REFILL, people: null };
    pacer.learn(list(10), cost);
    (await pacer.admit(list(5), undefined))();
    expect(test.slept).toEqual([]);
    (await pacer.admit(list(6), undefined))();
    expect(test.slept).toEqual([60_000]);
  });

  it('never waits for more than a minute, nor for what no minute can pay', async () => {
    const test = createTestRuntime();
    const pacer = createPacer(test.runtime);
    const work = { operation: 'Viewer', people: 1 };
    const tomorrow = { to: 1_000, at: '2026-11-02T00:00:00.000Z' };
    const cost = { requested: 50, actual: 50, remaining: 0, refill: tomorrow, people: null };
    pacer.learn(work, cost);
    await pacer.admit(work, undefined);
    const dear = createPacer(test.runtime);
    dear.learn(work, { ...cost, requested: 2_000, refill: REFILL });
    await dear.admit(work, undefined);
    expect(test.slept).toEqual([]);
  });
});

describe('the hooks of a request', () => {
  it('tell what came of every attempt, and nothing of a person', async () => {
    const events: ResponseEvent[] = [];
    const registry = createFakeRegistry((_request, count) =>
      count === 1 ? fault('SERVICE_UNAVAILABLE', 'Busy.', 503) : undefined,
    );
    const client = buildTestClient(registry.fetch, {
      onResponse: (event) => void events.push(event),
    });
    await client.eligibility.check({ nik: nikOf(1), program: 'PKH' });
    expect(events).toMatchObject([
      { attempt: 1, status: 503, code: 'SERVICE_UNAVAILABLE', requestId: 'req-7', cost: null },
      { attempt: 2, status: 200, code: null, requestId: null, cost: COST },
    ]);
    for (const { operation, durationMs, documentId } of events) {
      expect([operation, durationMs]).toEqual(['CheckEligibility', 0]);
      expect(documentId).toMatch(/^sha256:[\da-f]{64}$/);
    }
    expect(JSON.stringify(events)).not.toContain(nikOf(1));
  });

  it('tell of what had no answer, and of what the caller ended', async () => {
    const events: ResponseEvent[] = [];
    const onResponse = (event: ResponseEvent): void => void events.push(event);
    const controller = new AbortController();
    const registry = createFakeRegistry(async (_request, count) => {
      if (count === 1) throw new TypeError('fetch failed');
      controller.abort(new Error('enough'));
      return undefined;
    });
    const client = buildTestClient(registry.fetch, { onResponse });
    await rejectionOf(client.viewer({ signal: controller.signal }));
    expect(events.map(({ status, code }) => [status, code])).toEqual([
      [null, 'NETWORK_ERROR'],
      [null, 'ABORTED'],
    ]);
  });

  it('name a document by its id, but for one in which somebody wrote a number', async () => {
    const ids: (string | null)[] = [];
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch, {
      onRequest: ({ documentId }) => void ids.push(documentId),
    });
    await client.viewer();
    await client.request(`query Odd { a: aidProgram(code: "${nikOf(1)}") { id } }`);
    expect(ids).toEqual([await documentIdOf(ViewerDocument), null]);
  });
});

describe('a mutation', () => {
  const start =
    'mutation Start($input: StartEligibilityJobInput!) { startEligibilityJob(input: $input) { id } }';
  const input = { program: 'PKH', purpose: 'PAYEE_VERIFICATION' };

  it.each([
    ['is sent once', input, 1],
    ['with an idempotency key is sent again', { ...input, idempotencyKey: 'mine' }, 4],
  ])('%s', async (_what, given, times) => {
    const registry = createFakeRegistry(() => new Response(null, { status: 503 }));
    const client = buildTestClient(registry.fetch);
    await rejectionOf(client.request(start, { input: given }));
    expect(registry.queries).toHaveLength(times);
  });
});
