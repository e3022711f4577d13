import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { JobEndedError } from '../../sdk/src/errors.js';
import type { JobProgress } from '../../sdk/src/index.js';
import type { PersonCheck } from '../../sdk/src/models.js';
import { createTestApp, type TestApp } from '../support/app.js';
import { rejectionOf } from './support/fake-registry.js';
import { bankOf, gather, isStart, keepWorking, type Interrupt } from './support/job-bank.js';

const MOTHER = '3273054208939901';
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

describe('an abort', () => {
  it.each([
    [false, 'CANCELLED'],
    [true, 'AWAITING_UPLOAD'],
  ] as const)('with keepOnAbort %s leaves the job %s', async (keepOnAbort, status) => {
    const controller = new AbortController();
    let jobId = '';
    const { client } = bank();
    async function* endless(): AsyncGenerator<PersonCheck> {
      yield { nik: MOTHER };
      controller.abort(new Error('Enough.'));
      await new Promise(() => undefined);
    }
    const options = { ...TERMS, keepOnAbort, signal: controller.signal };
    const onProgress = (progress: JobProgress): void => {
      ({ jobId } = progress);
    };
    const error = await rejectionOf(
      gather(client.eligibility.stream(endless(), { ...options, onProgress })),
    );
    expect(error).toMatchObject({ message: 'Enough.' });
    expect(await client.jobs.find(jobId)).toMatchObject({ status });
  });
});

describe('a job without results', () => {
  it('that was cancelled ends the stream, and says so', async () => {
    const { client } = bank();
    const job = await client.jobs.start(TERMS);
    await client.jobs.cancel(job.id);
    const error = await rejectionOf(
      gather(client.eligibility.stream([], { ...TERMS, resume: { jobId: job.id } })),
    );
    expect(error).toBeInstanceOf(JobEndedError);
    expect(error).toMatchObject({ code: 'JOB_ENDED', jobId: job.id, jobStatus: 'CANCELLED' });
  });

  it('that is not there, too', async () => {
    const resume = { jobId: '01934f6e-0000-7000-8000-000000000001' };
    const error = await rejectionOf(
      gather(bank().client.eligibility.stream([], { ...TERMS, resume })),
    );
    expect(error).toMatchObject({ code: 'JOB_ENDED', jobStatus: null });
  });

  it('gets no token at another address than the client', async () => {
    const { client, sent } = bank(async (url, init) => {
      if (!isStart(init)) return undefined;
      const answer = await (await globalThis.fetch(url, init)).text();
      return new Response(answer.replaceAll(app.url, 'https://elsewhere.invalid'));
    });
    const error = await rejectionOf(gather(client.eligibility.stream([{ nik: MOTHER }], TERMS)));
    expect(error).toMatchObject({ code: 'UNEXPECTED_RESPONSE' });
    expect(sent.filter(({ url }) => url.includes('elsewhere'))).toEqual([]);
  });
});
