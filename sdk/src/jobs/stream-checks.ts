import type { ClientConfig } from '../client-options.js';
import type { CheckTerms } from '../eligibility/check-people.js';
import type { Rows } from '../eligibility/read-chunks.js';
import { JobEndedError } from '../errors.js';
import { withTimeLimit } from '../http/time-limit.js';
import type { PersonCheck } from '../models.js';
import type { Runtime } from '../runtime.js';
import type { EligibilityJob, JobProgress, JobResult } from './job-models.js';
import type { JobTransfer } from './job-transfer.js';
import type { Jobs } from './jobs.js';
import { readResults } from './read-results.js';
import { storedOf, uploadRows } from './upload-rows.js';

/** How a stream of checks is run. */
export interface StreamSettings {
  readonly terms: CheckTerms;
  readonly idempotencyKey: string | undefined;
  readonly resume: { readonly jobId: string; readonly fromRow?: number | undefined } | undefined;
  readonly receipts: boolean;
  readonly keepOnAbort: boolean;
  readonly signal: AbortSignal | undefined;
  readonly onProgress: (progress: JobProgress) => void;
}

/** What streams of a client have in common. */
export interface StreamParts {
  readonly config: Pick<ClientConfig, 'language' | 'maxRetries' | 'timeoutMs'>;
  readonly runtime: Runtime;
  readonly transfer: JobTransfer;
  readonly jobs: Jobs;
  readonly partBytes: number;
}

const FIRST_LOOK_MS = 250;
const LONGEST_LOOK_MS = 5_000;
const CANCEL_MS = 5_000;

/**
 * Starts a job or finds the one to go on with, uploads what it lacks, follows it to its end and gives its results in order.
 * An abort cancels the job, unless it is to be kept.
 */
export async function* streamChecks(
  rows: Rows<PersonCheck>,
  settings: StreamSettings,
  parts: StreamParts,
): AsyncGenerator<JobResult, void, undefined> {
  const { signal: outer, resume } = settings;
  outer?.throwIfAborted();
  const controller = new AbortController();
  const { signal } = controller;
  const onAbort = (): void => controller.abort(outer?.reason);
  outer?.addEventListener('abort', onAbort, { once: true });

  let job: EligibilityJob | null = null;
  const progress = { uploaded: 0, decided: 0, downloaded: Math.max(0, (resume?.fromRow ?? 1) - 1) };
  const tell = (phase: JobProgress['phase'], news: Partial<typeof progress> = {}): void => {
    Object.assign(progress, news);
    if (job !== null) settings.onProgress({ jobId: job.id, phase, ...progress });
  };

  try {
    job =
      resume === undefined
        ? await parts.jobs.start(
            { ...settings.terms, idempotencyKey: settings.idempotencyKey },
            { signal },
          )
        : await present(parts.jobs, resume.jobId, signal);
    if (job.uploadUrl !== null) {
      tell('UPLOADING');
      await upload(rows, job.uploadUrl, parts, { signal, tell });
    }
    job = await follow(job.id, parts, signal, ({ accepted, completed, refused }) =>
      tell('DECIDING', { uploaded: accepted, decided: completed + refused }),
    );
    if (job.resultUrl === null) throw ended(job.id, null);
    tell('DOWNLOADING', { uploaded: job.accepted, decided: job.accepted });
    const { runtime, transfer, config } = parts;
    for await (const result of readResults({
      ...{ ...config, runtime, transfer, signal, url: job.resultUrl, receipts: settings.receipts },
      ...{ from: progress.downloaded + 1, last: job.accepted },
    })) {
      tell('DOWNLOADING', { downloaded: result.row });
      yield result;
    }
  } catch (error) {
    if (signal.aborted && !settings.keepOnAbort && job !== null) await cancel(job.id, parts.jobs);
    throw error;
  } finally {
    outer?.removeEventListener('abort', onAbort);
    controller.abort();
  }
}

async function upload(
  rows: Rows<PersonCheck>,
  url: string,
  { transfer, runtime, partBytes, config: { maxRetries } }: StreamParts,
  how: { signal: AbortSignal; tell: (phase: 'UPLOADING', news: { uploaded: number }) => void },
): Promise<void> {
  const target = { transfer, runtime, maxRetries, url, signal: how.signal };
  const stored = await storedOf(target);
  if (stored.complete) return;
  await uploadRows(rows, stored, {
    ...target,
    partBytes,
    onStored: (uploaded) => how.tell('UPLOADING', { uploaded }),
  });
}

/** Looks at the job, ever more seldom, until it is complete. */
async function follow(
  id: string,
  { jobs, runtime }: StreamParts,
  signal: AbortSignal,
  onLook: (job: EligibilityJob) => void,
): Promise<EligibilityJob> {
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(LONGEST_LOOK_MS, wait * 1.5)) {
    const job = await present(jobs, id, signal);
    onLook(job);
    if (job.status === 'COMPLETED') return job;
    if (job.status === 'CANCELLED' || job.status === 'FAILED') throw ended(id, job.status);
    await runtime.sleep(wait, signal);
  }
}

async function present(jobs: Jobs, id: string, signal: AbortSignal): Promise<EligibilityJob> {
  const job = await jobs.find(id, { signal });
  if (job === null) throw ended(id, null);
  return job;
}

/** Tells the registry that nobody waits any more; that it did not hear it changes nothing. */
async function cancel(id: string, jobs: Jobs): Promise<void> {
  await withTimeLimit(CANCEL_MS, undefined, (signal) => jobs.cancel(id, { signal })).catch(
    () => undefined,
  );
}

function ended(jobId: string, status: JobEndedError['jobStatus']): JobEndedError {
  const how = { CANCELLED: 'was cancelled', FAILED: 'failed' };
  const message = status === null ? 'There is no such job (any more).' : `The job ${how[status]}.`;
  return new JobEndedError(message, jobId, status);
}
