import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { CheckResult, PersonCheck } from '../../sdk/src/models.js';
import { buildTestClient } from './support/build-test-client.js';
import { createFakeRegistry, fault, nikOf, ODD_NIK, rejectionOf } from './support/fake-registry.js';
import type { Received } from './support/fake-registry.js';

const PKH = { program: 'PKH' } as const;

function people(count: number): PersonCheck[] {
  return Array.from({ length: count }, (_, n) => ({ nik: nikOf(n), reference: `R${n}` }));
}

function sizesOf(requests: readonly Received[]): number[] {
  return requests.map(
    ({ variables }) => (variables['input'] as { people: unknown[] }).people.length,
  );
}

async function collect(results: AsyncIterable<CheckResult>): Promise<CheckResult[]> {
  const all: CheckResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

describe('a list of checks', () => {
  it('is sent in requests of the chunk size and answered in order, with references', async () => {
    const registry = createFakeRegistry(async (_request, count) => {
      await delay(count === 1 ? 30 : 0);
      return undefined;
    });
    const client = buildTestClient(registry.fetch);
    const results = await collect(
      client.eligibility.checkMany(people(25), { ...PKH, chunkSize: 10 }),
    );
    expect(sizesOf(registry.received)).toEqual([10, 10, 5]);
    expect(results.map(({ reference }) => reference)).toEqual(
      people(25).map((row) => row.reference),
    );
    expect(results.map(({ index }) => index)).toEqual(people(25).map((_row, index) => index));
    expect(results[24]?.decision?.id).toBe('decision-0024');
  });

  it('takes 1,000 people a request when nothing else is said', async () => {
    const registry = createFakeRegistry();
    const client = buildTestClient(registry.fetch);
    await collect(client.eligibility.checkMany(people(1_001), PKH));
    expect(sizesOf(registry.received)).toEqual([1_000, 1]);
  });

  it('sends nothing for an empty list', async () => {
    const registry = createFakeRegistry();
    expect(await collect(buildTestClient(registry.fetch).eligibility.checkMany([], PKH))).toEqual(
      [],
    );
    expect(registry.received).toEqual([]);
  });

  it('sends the terms and the fields of a check, and nothing else of a row', async () => {
    const registry = createFakeRegistry();
    const rows = [{ nik: nikOf(1), name: 'Contoh', reference: 7 as unknown as string }];
    const client = buildTestClient(registry.fetch);
    await collect(client.eligibility.checkMany(rows, { ...PKH, asOf: '2026-11-01' }));
    expect(registry.received[0]?.variables['input']).toEqual({
      program: 'PKH',
      purpose: 'PAYEE_VERIFICATION',
      asOf: '2026-11-01',
      people: [{ nik: nikOf(1), reference: '7' }],
    });
  });

  it('reads an async source, and sends no more than it was asked to at once', async () => {
    let underWay = 0;
    let most = 0;
    const registry = createFakeRegistry(async () => {
      underWay += 1;
      most = Math.max(most, underWay);
      await delay(40);
      underWay -= 1;
      return undefined;
    });
    async function* source(): AsyncGenerator<PersonCheck> {
      for (const row of people(40)) {
        await delay(0);
        yield row;
      }
    }
    const client = buildTestClient(registry.fetch);
    const options = { ...PKH, chunkSize: 4, concurrency: 3 };
    const results = await collect(client.eligibility.checkMany(source(), options));
    expect(results).toHaveLength(40);
    expect(most).toBe(3);
  });

  it('reads on only as fast as its answers are taken', async () => {
    let read = 0;
    function* source(): Generator<PersonCheck> {
      for (const row of people(1_000)) {
        read += 1;
        yield row;
      }
    }
    const client = buildTestClient(createFakeRegistry().fetch);
    const results = client.eligibility.checkMany(source(), {
      ...PKH,
      chunkSize: 10,
      concurrency: 2,
    });
    await results.next();
    await delay(20);
    expect(read).toBeLessThanOrEqual(30);
    await results.return();
  });

  it('gives the answers that it has while the source is silent', async () => {
    async function* source(): AsyncGenerator<PersonCheck> {
      yield* people(2);
      await new Promise(() => undefined);
    }
    const client = buildTestClient(createFakeRegistry().fetch);
    const results = client.eligibility.checkMany(source(), { ...PKH, chunkSize: 2 });
    expect((await results.next()).value).toMatchObject({ reference: 'R0' });
    expect((await results.next()).value).toMatchObject({ reference: 'R1' });
    await results.return();
  });

  it('closes its source and aborts what is under way when the loop is left', async () => {
    let closed = false;
    function* source(): Generator<PersonCheck> {
      try {
        yield* people(100);
      } finally {
        closed = true;
      }
    }
    const registry = createFakeRegistry(async ({ signal }, count) => {
      if (count > 1) await delay(10_000, undefined, { signal });
      return undefined;
    });
    const client = buildTestClient(registry.fetch);
    for await (const result of client.eligibility.checkMany(source(), { ...PKH, chunkSize: 5 })) {
      expect(result.index).toBe(0);
      break;
    }
    expect(closed).toBe(true);
    expect(registry.received.slice(1).every(({ signal }) => signal.aborted)).toBe(true);
  });
});

describe('a bad row of a list', () => {
  it('spoils only itself, whether the SDK or the registry refuses it', async () => {
    const registry = createFakeRegistry();
    const rows: unknown[] = [
      { nik: nikOf(1), reference: 'good' },
      { nik: '12', reference: 'short' },
      { nik: ODD_NIK, reference: 'odd' },
      { nik: 3273050101900001, reference: 'number' },
      { reference: 'none' },
      null,
      { nik: nikOf(2), reference: 'claims', claims: { studentAid: { admitted: 'yes' } } },
      { nik: nikOf(4), reference: 'x'.repeat(121) },
      { nik: nikOf(5), reference: 'nul\0' },
      { nik: nikOf(3), reference: 'last' },
    ];
    const client = buildTestClient(registry.fetch);
    const results = await collect(client.eligibility.checkMany(rows as PersonCheck[], PKH));
    expect(
      results.map(({ reference, refused }) => [reference, refused?.code ?? 'decided']),
    ).toEqual([
      ['good', 'decided'],
      ['short', 'MALFORMED_NIK'],
      ['odd', 'MALFORMED_NIK'],
      ['number', 'MALFORMED_NIK'],
      ['none', 'MALFORMED_NIK'],
      [null, 'MALFORMED_NIK'],
      ['claims', 'INVALID_CLAIMS'],
      ['x'.repeat(121), 'INVALID_CLAIMS'],
      ['nul\0', 'INVALID_CLAIMS'],
      ['last', 'decided'],
    ]);
    expect(sizesOf(registry.received)).toEqual([3]);
    expect(JSON.stringify(results.filter(({ refused }) => refused))).not.toContain(ODD_NIK);
  });

  it('needs no request when a whole chunk is bad', async () => {
    const registry = createFakeRegistry();
    const rows = [{ nik: 'x' }, { nik: 'y' }];
    const results = await collect(buildTestClient(registry.fetch).eligibility.checkMany(rows, PKH));
    expect(results.map(({ refused }) => refused?.code)).toEqual(['MALFORMED_NIK', 'MALFORMED_NIK']);
    expect(registry.received).toEqual([]);
  });

  it('never has its NIK in the message, even when the registry repeats it', async () => {
    const refused = {
      __typename: 'EligibilityCheckRefused',
      reference: null,
      code: 'MALFORMED_NIK',
      message: `Bad: ${nikOf(1)}`,
    };
    const registry = createFakeRegistry(() =>
      Response.json({ data: { checkEligibilities: [refused] } }),
    );
    const rows = [{ nik: nikOf(1) }];
    const results = await collect(buildTestClient(registry.fetch).eligibility.checkMany(rows, PKH));
    expect(results[0]?.refused).toEqual({
      code: 'MALFORMED_NIK',
      message: 'The registry refused this row.',
    });
  });
});

describe('a list that fails', () => {
  it('gives the answers before the fault, then throws it', async () => {
    const registry = createFakeRegistry(async (_request, count) => {
      if (count === 2) return fault('FORBIDDEN');
      await delay(20);
      return undefined;
    });
    const client = buildTestClient(registry.fetch);
    const taken: CheckResult[] = [];
    const run = async (): Promise<void> => {
      const options = { ...PKH, chunkSize: 3 };
      for await (const result of client.eligibility.checkMany(people(9), options))
        taken.push(result);
    };
    expect(await rejectionOf(run())).toMatchObject({ code: 'FORBIDDEN' });
    expect(taken.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it('gives the answers of the rows before its source failed, then throws what the source threw', async () => {
    async function* source(): AsyncGenerator<PersonCheck> {
      yield* people(4);
      throw new RangeError('The file is damaged.');
    }
    const client = buildTestClient(createFakeRegistry().fetch);
    const taken: CheckResult[] = [];
    const run = async (): Promise<void> => {
      const options = { ...PKH, chunkSize: 2 };
      for await (const result of client.eligibility.checkMany(source(), options))
        taken.push(result);
    };
    expect(await rejectionOf(run())).toBeInstanceOf(RangeError);
    expect(taken).toHaveLength(4);
  });

  it('ends with the reason of its signal, also while its source is silent', async () => {
    const controller = new AbortController();
    async function* source(): AsyncGenerator<PersonCheck> {
      yield* people(1);
      await new Promise(() => undefined);
    }
    const client = buildTestClient(createFakeRegistry().fetch);
    const { signal } = controller;
    const run = collect(client.eligibility.checkMany(source(), { ...PKH, signal }));
    setTimeout(() => controller.abort(new Error('Enough.')), 10);
    expect(await rejectionOf(run)).toMatchObject({ message: 'Enough.' });
  });

  it('is refused at once for a chunk size, a concurrency or a purpose that cannot be', () => {
    const { checkMany } = buildTestClient(createFakeRegistry().fetch).eligibility;
    const bad = [
      { chunkSize: 0 },
      { chunkSize: 1_001 },
      { chunkSize: 1.5 },
      { concurrency: 0 },
      { concurrency: 17 },
    ];
    for (const options of bad)
      expect(() => checkMany([], { ...PKH, ...options })).toThrow(TypeError);
  });
});
