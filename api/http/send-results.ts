import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Writable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { rowFilter } from '../access/row-filter.js';
import { eligibilityGrant } from '../access/grant.js';
import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { disclosedFields } from '../eligibility/disclosure.js';
import { Fault } from '../errors.js';
import { streamResults } from '../jobs/stream-results.js';
import type { JobExchange } from './job-exchange.js';
import { malformed, Refusal } from './refusal.js';

/** A reader that takes nothing for so long is cut off; it can go on from the row that it had. */
const SLOWEST_READER_MS = 30_000;

/**
 * Sends the results of a completed job, a line a row, no faster than they are read. The look is written down, with the number of
 * people, before the first line.
 *
 * @throws Refusal 400, 409; Fault NOT_FOUND, and FORBIDDEN where the partner has no agreement in force.
 */
export async function sendResults({
  context,
  request,
  response,
  jobId,
}: JobExchange): Promise<void> {
  const { from, receipts } = askedOf(request.url ?? '');
  const job = await findCompleted(context, jobId);
  const { legalBasis } = (await eligibilityGrant(context)).asker;
  await recordAccess(context, {
    action: 'eligibilityJobResults',
    fields: disclosedFields(context.principal.purpose),
    personIds: [],
    people: Math.max(0, job.accepted - from + 1),
    legalBasis,
  });
  const isGzip = /(^|[\s,])gzip($|[\s,;])/.test(request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    'content-type': 'application/x-ndjson; charset=utf-8',
    'cache-control': 'no-store',
    vary: 'accept-encoding',
    ...(isGzip ? { 'content-encoding': 'gzip' } : {}),
  });
  const gzip = isGzip ? createGzip() : null;
  gzip?.pipe(response);
  const sink: Writable = gzip ?? response;
  try {
    const asked = { jobId, ruleVersionId: job.ruleVersionId, from, receipts };
    for await (const lines of streamResults(context, asked)) {
      if (response.destroyed) return;
      if (!sink.write(lines)) await drained(sink, response);
    }
    sink.end();
  } catch (error) {
    // Half of the results is on its way: the reader sees that they broke off.
    response.destroy();
    throw error;
  }
}

async function drained(sink: Writable, response: ServerResponse): Promise<void> {
  const stop = new AbortController();
  const cut = setTimeout(() => response.destroy(), SLOWEST_READER_MS);
  const { signal } = stop;
  try {
    await Promise.race([once(sink, 'drain', { signal }), once(response, 'close', { signal })]);
  } finally {
    clearTimeout(cut);
    stop.abort();
  }
}

function askedOf(url: string): { from: number; receipts: boolean } {
  const query = new URLSearchParams(url.split('?')[1] ?? '');
  const from = query.get('from') ?? '1';
  if (!/^[1-9]\d{0,8}$/.test(from)) throw malformed('from must be the number of a row, from 1.');
  return { from: Number(from), receipts: query.get('receipts') === '1' };
}

async function findCompleted({ app, principal }: Context, id: string) {
  const job = await app.database.prisma.eligibilityJob.findFirst({
    where: { AND: [{ id, expiresAt: { gt: app.now() } }, rowFilter('EligibilityJob', principal)] },
  });
  if (job === null) throw new Fault('NOT_FOUND', 'There is no such job.');
  if (job.status === 'COMPLETED') return job;
  throw new Refusal(409, 'CONFLICT', 'The job is not completed.');
}
