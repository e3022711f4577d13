import { describe, expect, it } from 'vitest';
import { RateLimitedError } from '../../sdk/src/errors.js';
import { readCost } from '../../sdk/src/http/read-cost.js';
import type { CostEvent } from '../../sdk/src/index.js';
import { buildTestClient, createTestRuntime } from './support/build-test-client.js';
import { COST, createFakeRegistry, json, nikOf, rejectionOf } from './support/fake-registry.js';
import type { Interrupt } from './support/fake-registry.js';

const CHECK = { nik: nikOf(1), program: 'PKH' } as const;

/** An answer of HTTP 429, as the registry gives it. */
const refuse =
  (retryAfterMs: number): Interrupt =>
  () =>
    json(
      {
        errors: [{ message: 'Used up.', extensions: { code: 'RATE_LIMITED', retryAfterMs } }],
        extensions: { cost: { ...COST, actual: 0, remaining: 0 } },
      },
      429,
      { 'retry-after': String(Math.ceil(retryAfterMs / 1000)) },
    );

function watched(interrupt: Interrupt, runtime = createTestRuntime().runtime) {
  const costs: CostEvent[] = [];
  const registry = createFakeRegistry(interrupt);
  const onCost = (cost: CostEvent) => void costs.push(cost);
  return { client: buildTestClient(registry.fetch, { onCost }, runtime), costs, registry };
}

describe('the cost of an answer', () => {
  it('is told for every answer, with the operation that it was of', async () => {
    const { client, costs } = watched(() => undefined);
    await client.eligibility.check(CHECK);
    await client.viewer();
    expect(costs).toEqual([
      { operation: 'CheckEligibility', ...COST },
      { operation: 'Viewer', ...COST },
    ]);
  });

  it('is told of a refused answer, too, and once more when it is sent again', async () => {
    const test = createTestRuntime();
    const { client, costs } = watched(
      (_request, count) => (count === 1 ? refuse(1_200)(_request, 1) : undefined),
      test.runtime,
    );
    await client.eligibility.check(CHECK);
    expect(costs.map(({ actual }) => actual)).toEqual([0, 96]);
    expect(test.slept).toEqual([2_000]);
  });

  it.each([
    ['nothing', {}],
    ['no object', { extensions: { cost: 3 } }],
    ['text for a number', { extensions: { cost: { ...COST, actual: '96' } } }],
    ['no time', { extensions: { cost: { ...COST, refill: { to: 1, at: 'soon' } } } }],
    ['a negative count', { extensions: { cost: { ...COST, requested: -1 } } }],
  ])('is not told where an answer has %s', (_what, body) => {
    expect(readCost(body)).toBeNull();
  });

  it('is told without people where the operation asked about nobody', () => {
    expect(readCost({ extensions: { cost: { ...COST, people: null } } })).toEqual({
      ...COST,
      people: null,
    });
  });
});

describe('a budget that is used up', () => {
  it('until tomorrow is not waited for: the error says how long', async () => {
    const { client, registry } = watched(refuse(50_400_000));
    const error = await rejectionOf(client.eligibility.check(CHECK));
    expect(error).toBeInstanceOf(RateLimitedError);
    expect(error).toMatchObject({ retryAfterMs: 50_400_000, status: 429 });
    expect(registry.received).toHaveLength(1);
  });

  it('for the minute is waited for until the caller aborts', async () => {
    const controller = new AbortController();
    const { runtime } = createTestRuntime();
    const { client, registry } = watched(refuse(30_000), {
      ...runtime,
      sleep: (_ms, signal) =>
        new Promise((_resolve, reject) => {
          signal?.addEventListener('abort', () => reject(signal.reason as Error));
          controller.abort(new Error('enough'));
        }),
    });
    const error = await rejectionOf(client.viewer({ signal: controller.signal }));
    expect(error).toMatchObject({ message: 'enough' });
    expect(registry.received).toHaveLength(1);
  });
});
