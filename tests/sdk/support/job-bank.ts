import { setTimeout as delay } from 'node:timers/promises';
import { buildClient } from '../../../sdk/src/build-client.js';
import type { Fetch } from '../../../sdk/src/http/send.js';
import type { JobResult, ResponseEvent } from '../../../sdk/src/index.js';
import { systemRuntime } from '../../../sdk/src/runtime.js';
import type { TestApp } from '../../support/app.js';
import { workerOf } from '../../support/jobs.js';

/** Small parts, so that a few rows make several. */
const PART_BYTES = 4_000;

/** Waits are real but short: what is tested is the order of things, not their time. */
const runtime = {
  ...systemRuntime,
  sleep: (ms: number, signal: AbortSignal | undefined) =>
    systemRuntime.sleep(Math.min(ms, 20), signal),
};

/** Answers instead of the server, or breaks the connection; undefined lets the server answer. */
export type Interrupt = (url: string, init: RequestInit) => Promise<Response | undefined>;

/** A bank whose requests a test can look at, and answer or break itself. */
export function bankOf({ url }: TestApp, interrupt: Interrupt = async () => undefined) {
  const sent: { method: string; url: string; init: RequestInit }[] = [];
  const events: ResponseEvent[] = [];
  const fetch: Fetch = async (target, init) => {
    sent.push({ method: init.method ?? '', url: target, init });
    return (await interrupt(target, init)) ?? globalThis.fetch(target, init);
  };
  const client = buildClient(
    {
      ...{ url, fetch, credentials: { sandboxPersona: 'bank' } },
      ...{ purpose: 'PAYEE_VERIFICATION', onResponse: (event) => void events.push(event) },
    },
    runtime,
    PART_BYTES,
  );
  const did = (method: string) => sent.filter((one) => one.method === method);
  return { client, sent, did, events };
}

/** Whether a request starts a job. */
export function isStart({ body }: RequestInit): boolean {
  return typeof body === 'string' && body.includes('startEligibilityJob');
}

/** All results of a stream. */
export async function gather(results: AsyncIterable<JobResult>): Promise<JobResult[]> {
  const all: JobResult[] = [];
  for await (const result of results) all.push(result);
  return all;
}

/** A worker of the server that works until it is stopped. */
export function keepWorking(app: TestApp): () => Promise<void> {
  const worker = workerOf(app);
  let stopped = false as boolean;
  const working = (async () => {
    while (!stopped) if (!(await worker.step())) await delay(5);
  })();
  return () => {
    stopped = true;
    return working;
  };
}
