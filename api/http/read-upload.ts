import type { IncomingMessage } from 'node:http';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { EligibilityJobModel } from '../../prisma/generated/models.js';
import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import { completeUpload } from '../jobs/complete-upload.js';
import type { RowFormat } from '../jobs/split-rows.js';
import { takeUpload, type UploadFault } from '../jobs/take-upload.js';
import type { JobExchange } from './job-exchange.js';
import { malformed, Refusal } from './refusal.js';
import { writeAnswer } from './write-answer.js';

const CLOSE = { connection: 'close' };
const NOT_HERE = 'The upload stands elsewhere: go on from Upload-Offset.';

/** Why a part was not taken whole, as HTTP says it. */
const FAULTS: Readonly<Record<UploadFault, readonly [status: number, message: string]>> = {
  MOVED: [409, NOT_HERE],
  NOT_UTF8: [400, 'A row is not valid UTF-8; the rows before it are stored.'],
  ROW_TOO_LONG: [413, 'A row is longer than 16 KiB; the rows before it are stored.'],
  BAD_HEADER: [
    400,
    'The first line of a CSV names its columns: nik, and optionally reference and claims, each once.',
  ],
  OTHER_FORMAT: [415, 'The upload was begun in the other format.'],
  TOO_MANY_ROWS: [413, 'A job takes at most 20,000,000 rows.'],
};

/** Says how far an upload is. */
export async function tellUpload({ context, response, jobId }: JobExchange): Promise<void> {
  writeAnswer(response, 204, standing(await findUpload(context, jobId)));
}

/**
 * Takes a part of an upload and says how far it is then: the end of the last whole row, all of which is stored.
 *
 * @throws Refusal 400, 409, 413, 415 with Upload-Offset, Fault NOT_FOUND
 */
export async function readUpload(exchange: JobExchange): Promise<void> {
  const { context, request, response, jobId } = exchange;
  const format = formatOf(request);
  const { offset, isLast } = offsetOf(request);
  const body = decoded(request);
  const job = await findUpload(context, jobId);
  if (job.status !== 'AWAITING_UPLOAD') {
    throw new Refusal(409, 'CONFLICT', 'The job takes no rows any more.', {
      ...standing(job),
      ...CLOSE,
    });
  }
  if (offset !== Number(job.uploaded)) {
    throw new Refusal(409, 'CONFLICT', NOT_HERE, { ...standing(job), ...CLOSE });
  }
  const takes = await claimsTaken(context, job.ruleVersionId);
  const taken = await takeUpload(context, { job, takes, format, body, isLast });
  if (taken.fault !== null) throw await refusalFor(context, jobId, taken.fault);
  const at = { 'upload-offset': String(taken.uploaded) };
  if (taken.broken !== null) {
    throw new Refusal(400, 'BAD_USER_INPUT', 'The body broke off, or is not gzip.', {
      ...at,
      ...CLOSE,
    });
  }
  const isComplete = isLast && (await completeUpload(context, jobId, taken.uploaded));
  if (isLast && !isComplete) throw await refusalFor(context, jobId, 'MOVED');
  writeAnswer(response, 204, {
    ...{ ...at, 'upload-complete': isComplete ? '?1' : '?0', 'cache-control': 'no-store' },
  });
}

async function refusalFor(context: Context, jobId: string, fault: UploadFault): Promise<Refusal> {
  const [status, message] = FAULTS[fault];
  const at = standing(await findUpload(context, jobId));
  return new Refusal(status, status === 409 ? 'CONFLICT' : 'BAD_USER_INPUT', message, {
    ...at,
    ...CLOSE,
  });
}

/** @throws Fault NOT_FOUND where there is no such job of the caller's own, or it has expired. */
async function findUpload({ app, principal }: Context, id: string): Promise<EligibilityJobModel> {
  const job = await app.database.prisma.eligibilityJob.findFirst({
    where: { AND: [{ id, expiresAt: { gt: app.now() } }, rowFilter('EligibilityJob', principal)] },
  });
  if (job === null) throw new Fault('NOT_FOUND', 'There is no such job.');
  return job;
}

function standing({ status, uploaded }: EligibilityJobModel): Record<string, string> {
  const isComplete = status === 'RUNNING' || status === 'COMPLETED';
  return {
    'upload-offset': String(uploaded),
    'upload-complete': isComplete ? '?1' : '?0',
    'cache-control': 'no-store',
  };
}

async function claimsTaken({ app }: Context, ruleVersionId: string) {
  const programs = await app.programs.readWith([ruleVersionId]);
  const rules = [...programs.values()].flatMap((program) => program.rules);
  const rule = rules.find(({ id }) => id === ruleVersionId);
  if (rule === undefined) throw new Error('A rule version is missing.');
  return rule.ruleSet.claims;
}

function formatOf({ headers }: IncomingMessage): RowFormat {
  const type = (headers['content-type'] ?? '').toLowerCase().replaceAll(' ', '');
  const [name, charset = 'charset=utf-8'] = type.split(';');
  if (charset.replaceAll('"', '') === 'charset=utf-8') {
    if (name === 'application/x-ndjson') return 'NDJSON';
    if (name === 'text/csv') return 'CSV';
  }
  const message = 'Send Content-Type: application/x-ndjson, or text/csv in UTF-8.';
  throw new Refusal(415, 'BAD_USER_INPUT', message, CLOSE);
}

function offsetOf({ headers }: IncomingMessage): { offset: number; isLast: boolean } {
  const offset = headers['upload-offset'];
  const complete = headers['upload-complete'];
  if (typeof offset !== 'string' || !/^\d{1,15}$/.test(offset)) {
    throw malformed('Upload-Offset must say from which byte the part goes on.');
  }
  if (complete !== '?0' && complete !== '?1') {
    throw malformed('Upload-Complete must be ?1 for the last part and ?0 for every other.');
  }
  return { offset: Number(offset), isLast: complete === '?1' };
}

/** The body without compression. A reader that stops early leaves the connection open for the answer. */
function decoded(request: IncomingMessage): AsyncIterable<Buffer> {
  const encoding = request.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity' && encoding !== 'gzip') {
    throw new Refusal(415, 'BAD_USER_INPUT', 'The body may be compressed by gzip alone.', CLOSE);
  }
  const body: Readable =
    encoding === 'identity' ? request : pipeline(request, createGunzip(), () => undefined);
  return body.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>;
}
