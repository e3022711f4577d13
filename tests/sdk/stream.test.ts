import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { JobProgress } from '../../sdk/src/index.js';
import type { PersonCheck } from '../../sdk/src/models.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { nikOf, rejectionOf } from './support/fake-registry.js';
import { bankOf, gather, isStart, keepWorking, type Interrupt } from './support/job-bank.js';

const MOTHER = '3273054208939901';
const PUPILS = '3205011704829901';
const TERMS = { program: 'PKH', asOf: '2026-11-01' } as const;

let app: TestApp;
let stop: () => Promise<void>;
beforeAll(async () => {
  app = await createTestApp();
  stop = keepWorking(app);
});
afterAll(async () => {
  await stop();
  await app.close();
});

const bank = (interrupt?: Interrupt) => bankOf(app, interrupt);

/** Rows enough for several parts: long references, and one row in ten is nobody that can be. */
function* manyRows(count: number): Generator<PersonCheck> {
  for (let n = 1; n <= count; n += 1) {
    const nik = n % 10 === 0 ? '12' : n === 1 ? MOTHER : nikOf(n);
    yield { nik, reference: `${n}`.padEnd(100, '-') };
  }
}

describe('a stream of checks', () => {
  it('answers row by row what single checks answer, and refuses rows alone', async () => {
    const { client } = bank();
    const rows = [
      { nik: MOTHER, reference: 'A-1' },
      { nik: '12', reference: 'A-2' },
      { nik: PUPILS },
      { nik: MOTHER, reference: 'A-4' },
      { nik: nikOf(1), reference: 'x'.repeat(121) },
      { nik: nikOf(2), claims: { studentAid: { shoeSize: 42 } } },
      null,
    ];
    const results = await gather(client.eligibility.stream(rows as PersonCheck[], TERMS));
    expect(results.map(({ row, reference }) => [row, reference])).toEqual([
      [1, 'A-1'],
      [2, 'A-2'],
      [3, null],
      [4, 'A-4'],
      [5, null],
      [6, null],
      [7, null],
    ]);
    expect(results.map(({ refused }) => refused?.code ?? null)).toEqual([
      ...[null, 'MALFORMED_NIK', null, 'DUPLICATE_IN_REQUEST'],
      ...['INVALID_CLAIMS', 'INVALID_CLAIMS', 'MALFORMED_NIK'],
    ]);
    const alone = await client.eligibility.check({ ...TERMS, nik: MOTHER });
    const { program: _1, reference: _2, receipt: _3, id: _4, decidedAt: _5, ...same } = alone;
    expect(results[0]?.decision).toMatchObject(same);
    expect(results[0]?.decision?.receipt).toBeNull();
  });

  it('gives receipts when they are asked for', async () => {
    const { client } = bank();
    const [only] = await gather(
      client.eligibility.stream([{ nik: MOTHER }], { ...TERMS, receipts: true }),
    );
    expect(only?.decision?.receipt).toMatch(/^ey.+\..+\..+$/);
  });

  it('takes no rows as a job without results', async () => {
    expect(await gather(bank().client.eligibility.stream([], TERMS))).toEqual([]);
  });

  it('sends compressed parts, one in memory, and tells how far it is without telling of whom', async () => {
    const { client, did, events } = bank();
    const seen: JobProgress[] = [];
    const onProgress = (progress: JobProgress): void => void seen.push(progress);
    const results = await gather(client.eligibility.stream(manyRows(90), { ...TERMS, onProgress }));
    expect(results.map(({ row }) => row)).toEqual(results.map((_result, index) => index + 1));
    expect(results).toHaveLength(90);
    expect(results.filter(({ refused }) => refused !== undefined)).toHaveLength(9);
    const parts = did('PATCH').map(({ init }) => new Headers(init.headers));
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map((part) => part.get('content-encoding'))).toEqual(parts.map(() => 'gzip'));
    expect(parts.map((part) => part.get('upload-complete'))).toEqual([
      ...parts.slice(1).map(() => '?0'),
      '?1',
    ]);
    const phases = [...new Set(seen.map(({ phase }) => phase))];
    expect(phases).toEqual(['UPLOADING', 'DECIDING', 'DOWNLOADING']);
    expect(seen.at(-1)).toMatchObject({ uploaded: 90, decided: 90, downloaded: 90 });
    expect(JSON.stringify([events, seen])).not.toMatch(/\d{16}/);
    const told = new Set(events.map(({ operation }) => operation));
    expect([...told].sort()).toEqual(
      ['EligibilityJob', 'JobResults', 'StartEligibilityJob', 'UploadOffset', 'UploadRows'].sort(),
    );
  });

  it('asks after a cut how much is stored, and sends only the rest', async () => {
    let cuts = 0;
    const { client, did } = bank(async (url, init) => {
      if (init.method !== 'PATCH' || cuts === 2) return undefined;
      cuts += 1;
      // Once before anything arrives, once after all of it did and the answer is lost.
      if (cuts === 2) await globalThis.fetch(url, init);
      throw new TypeError('fetch failed');
    });
    const results = await gather(client.eligibility.stream(manyRows(60), TERMS));
    expect(results).toHaveLength(60);
    expect(cuts).toBe(2);
    expect(did('HEAD')).toHaveLength(3);
    const offsets = did('PATCH').map(({ init }) => new Headers(init.headers).get('upload-offset'));
    expect(offsets.slice(0, 2)).toEqual(['0', '0']);
    expect(offsets[2]).not.toBe('0');
  });

  it('reads results on from the row where they broke off', async () => {
    let cut = false;
    const { client, did } = bank(async (url, init) => {
      if (init.method !== 'GET' || cut) return undefined;
      cut = true;
      const whole = new Uint8Array(await (await globalThis.fetch(url, init)).arrayBuffer());
      const half = whole.slice(0, whole.length / 2);
      return new Response(
        new ReadableStream(
          {
            pull(controller) {
              if (controller.desiredSize === 1) controller.enqueue(half);
              else controller.error(new TypeError('terminated'));
            },
          },
          { highWaterMark: 1 },
        ),
      );
    });
    const results = await gather(client.eligibility.stream(manyRows(60), TERMS));
    expect(results.map(({ row }) => row)).toEqual(results.map((_result, index) => index + 1));
    expect(results).toHaveLength(60);
    const from = did('GET').map(({ url }) => Number(new URL(url).searchParams.get('from')));
    expect(from).toHaveLength(2);
    expect(from[0]).toBe(1);
    expect(from[1]).toBeGreaterThan(5);
  });

  it('gives up on results that never get on', async () => {
    const { client, did } = bank(async (_url, init) =>
      init.method === 'GET' ? new Response('{"row":') : undefined,
    );
    const error = await rejectionOf(gather(client.eligibility.stream(manyRows(3), TERMS)));
    expect(error).toMatchObject({ code: 'NETWORK_ERROR', message: 'The results broke off.' });
    expect(did('GET')).toHaveLength(4);
  });

  it('takes up a job whose upload broke off, with the same rows', async () => {
    let jobId = '';
    const broken = bank(async (_url, init) => {
      const offset = new Headers(init.headers).get('upload-offset');
      if (init.method === 'PATCH' && offset !== '0') throw new TypeError('fetch failed');
      return undefined;
    });
    const onProgress = (progress: JobProgress): void => {
      ({ jobId } = progress);
    };
    const terms = { ...TERMS, onProgress };
    const lost = await rejectionOf(gather(broken.client.eligibility.stream(manyRows(90), terms)));
    expect(lost).toMatchObject({ code: 'NETWORK_ERROR' });

    const { client, did } = bank();
    const resume = { jobId, fromRow: 89 };
    const other = [{ nik: MOTHER, reference: 'another file' }];
    expect(
      await rejectionOf(gather(client.eligibility.stream(other, { ...TERMS, resume }))),
    ).toBeInstanceOf(TypeError);
    const results = await gather(client.eligibility.stream(manyRows(90), { ...TERMS, resume }));
    expect(results.map(({ row }) => row)).toEqual([89, 90]);
    expect(new Headers(did('PATCH')[0]?.init.headers).get('upload-offset')).not.toBe('0');

    const again = await gather(client.eligibility.stream([], { ...TERMS, resume: { jobId } }));
    expect(again).toHaveLength(90);
  });

  it('starts one job for one key, also when the answer to its start was lost', async () => {
    let lost = false;
    const { client, did } = bank(async (url, init) => {
      if (lost || !isStart(init)) return undefined;
      lost = true;
      await globalThis.fetch(url, init);
      throw new TypeError('fetch failed');
    });
    const seen = new Set<string>();
    const onProgress = ({ jobId }: JobProgress): void => void seen.add(jobId);
    await gather(client.eligibility.stream([{ nik: MOTHER }], { ...TERMS, onProgress }));
    const starts = did('POST').filter(({ init }) => isStart(init));
    const keys = starts.map(
      ({ init }) => JSON.parse(init.body as string).variables.input.idempotencyKey as string,
    );
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
    const key = keys[0];
    const job = await client.jobs.start({ ...TERMS, idempotencyKey: key });
    expect([...seen]).toEqual([job.id]);
  });
});
