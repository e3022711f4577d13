import { expect } from 'vitest';
import { createJobWorker, type JobWorker } from '../../api/jobs/job-worker.js';
import { createLog } from '../../api/log.js';
import type { TestApp } from './app.js';
import { serverSide } from './hands.js';

/** A job as its caller sees it. */
export interface JobAnswer {
  readonly id: string;
  readonly status: string;
  readonly accepted: number;
  readonly completed: number;
  readonly refused: number;
  readonly uploaded: number;
  readonly uploadUrl: string | null;
  readonly resultUrl: string | null;
  readonly completedAt: string | null;
  readonly expiresAt: string;
}

export const JOB_FIELDS = `id status program { code } purpose asOf accepted completed refused uploaded uploadUrl resultUrl
  createdAt completedAt expiresAt`;

let keys = 0;

/** Starts a job as a persona: PKH for a bank where nothing else is said. */
export async function startJob(
  app: TestApp,
  persona: string | undefined,
  input: object,
): Promise<JobAnswer> {
  const given = {
    program: 'PKH',
    purpose: 'PAYEE_VERIFICATION',
    idempotencyKey: `key ${++keys}`,
    ...input,
  };
  const { errors, data } = await app.graphql<{ startEligibilityJob: JobAnswer }>(
    `mutation ($input: StartEligibilityJobInput!) { startEligibilityJob(input: $input) { ${JOB_FIELDS} } }`,
    { input: given },
    persona,
  );
  expect(errors).toBeUndefined();
  return data!.startEligibilityJob;
}

/** A job as a persona sees it; null = it is not there. */
export async function readJob(
  app: TestApp,
  persona: string | undefined,
  id: string,
): Promise<JobAnswer | null> {
  const { errors, data } = await app.graphql<{ eligibilityJob: JobAnswer | null }>(
    `query ($id: ID!) { eligibilityJob(id: $id) { ${JOB_FIELDS} } }`,
    { id },
    persona,
  );
  expect(errors).toBeUndefined();
  return data!.eligibilityJob;
}

/** Cancels a job as a persona. */
export async function cancelJob(app: TestApp, persona: string, id: string): Promise<JobAnswer> {
  const { errors, data } = await app.graphql<{ cancelEligibilityJob: JobAnswer }>(
    `mutation ($id: ID!) { cancelEligibilityJob(id: $id) { ${JOB_FIELDS} } }`,
    { id },
    persona,
  );
  expect(errors).toBeUndefined();
  return data!.cancelEligibilityJob;
}

/** A line of results. */
export interface ResultLine {
  readonly row: number;
  readonly reference: string | null;
  readonly decision?: {
    readonly id: string;
    readonly outcome: string;
    readonly entitlement: { readonly perYear: number } | null;
    readonly receipt?: string;
  } & Record<string, unknown>;
  readonly refused?: { readonly code: string; readonly message: string };
}

/** Sends a part of an upload as a persona. */
export async function patchRows(
  app: TestApp,
  persona: string,
  id: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return app.fetch(`/jobs/${id}/rows`, {
    method: 'PATCH',
    headers: {
      authorization: `Bearer ${await app.tokenFor(persona)}`,
      'content-type': 'application/x-ndjson',
      'upload-offset': '0',
      'upload-complete': '?1',
      ...headers,
    },
    body,
  });
}

/** How far an upload is, as its caller is told. */
export async function headRows(
  app: TestApp,
  persona: string,
  id: string,
): Promise<{ status: number; offset: string | null; complete: string | null }> {
  const { status, headers } = await app.fetch(`/jobs/${id}/rows`, {
    method: 'HEAD',
    headers: { authorization: `Bearer ${await app.tokenFor(persona)}` },
  });
  return {
    status,
    offset: headers.get('upload-offset'),
    complete: headers.get('upload-complete'),
  };
}

/** Rows as NDJSON. */
export function ndjson(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}

/** A worker of the server's own that has to be told each step. */
export function workerOf({ app }: TestApp, more: object = {}): JobWorker {
  const served = { ...app, database: serverSide(app.database) };
  return createJobWorker({ app: served, log: createLog('silent'), ...more });
}

/** Decides all that waits. */
export async function decideAll(app: TestApp): Promise<void> {
  const worker = workerOf(app);
  while (await worker.step());
}

/** The results of a job as a persona reads them. */
export async function readResults(
  app: TestApp,
  persona: string,
  id: string,
  query = '',
): Promise<ResultLine[]> {
  const response = await app.fetch(`/jobs/${id}/results${query}`, {
    headers: { authorization: `Bearer ${await app.tokenFor(persona)}` },
  });
  expect(response.status).toBe(200);
  const text = await response.text();
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as ResultLine);
}
