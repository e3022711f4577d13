import { setTimeout as sleep } from 'node:timers/promises';
import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import { demandStanding } from '../partners/demand-standing.js';
import { findJob } from './find-job.js';
import { hasEnded, type Job } from './job.js';

const BETWEEN_LOOKS_MS = 1_000;

/**
 * A job of the caller's own as it goes on: as it stands, and again whenever it has changed, about once a second. Ends when the
 * job has ended or is gone, and when the token that it was asked with is void.
 *
 * @throws Fault NOT_FOUND; FORBIDDEN on the way, once the agency or client is suspended.
 */
export async function watchJob(context: Context, id: string): Promise<AsyncGenerator<Job>> {
  const first = await findJob(context, id);
  if (first === null) throw new Fault('NOT_FOUND', 'There is no such job.');
  return changesOf(context, first);
}

async function* changesOf(context: Context, first: Job): AsyncGenerator<Job> {
  const { app, principal } = context;
  yield first;
  for (let last = first; !hasEnded(last);) {
    await sleep(BETWEEN_LOOKS_MS);
    if (principal.expiresAt * 1_000 <= app.now().getTime()) return;
    await demandStanding(app, principal);
    const job = await findJob(context, first.id);
    if (job === null) return;
    if (marks(job) !== marks(last)) yield job;
    last = job;
  }
}

function marks({ status, accepted, completed, refused, uploaded }: Job): string {
  return [status, accepted, completed, refused, uploaded].join(' ');
}
