import { setTimeout as sleep } from 'node:timers/promises';
import { claimsOf } from '../access/claims-of.js';
import type { App } from '../app.js';
import { Fault } from '../errors.js';
import { faultOf } from '../http/fault-of.js';
import type { Log } from '../log.js';
import { withClaims } from '../../prisma/claims.js';
import { announceEnded, ENDED_COLUMNS, type EndedJob } from './announce-ended.js';
import { callerOfChunk } from './caller-of-chunk.js';
import { claimChunk, type ClaimedChunk } from './claim-chunk.js';
import { decideChunk } from './decide-chunk.js';
import { RESULT_DAYS } from './job.js';

/** Decides jobs beside the requests. Any number of processes may have one on PostgreSQL. */
export interface JobWorker {
  /** Takes and decides one chunk; false = there was none. @throws whatever goes wrong with it */
  step(): Promise<boolean>;
  /** Deletes what has expired, some thousands of rows at a time. */
  forget(): Promise<void>;
  /** Works from now on, until {@link JobWorker.stop}. */
  start(): Promise<void>;
  /** Ends after the chunks under way. */
  stop(): Promise<void>;
}

/** What a worker is made from. */
export interface JobWorkerParts {
  readonly app: App;
  readonly log: Log;
  /** How many chunks are decided at a time. */
  readonly loops?: number;
  /** After how long another worker may take a chunk that was not done. */
  readonly leaseMs?: number;
  readonly idleMs?: number;
}

const FINISH_STATEMENT = `SELECT ${ENDED_COLUMNS} FROM finish_jobs($1::timestamptz, $2::int4)`;
const LEASE_MS = 30_000;
const IDLE_MS = 500;
const FORGET_MS = 60_000;
const FORGET_ROWS = 5_000;
/** Taken so often without being done, a chunk ends its job. */
const MOST_ATTEMPTS = 5;

/** A worker over the app's database. */
export function createJobWorker(parts: JobWorkerParts): JobWorker {
  const { app, log, loops = 1, leaseMs = LEASE_MS, idleMs = IDLE_MS } = parts;
  const { sql } = app.database;
  const worker = app.newId();
  const stopping = new AbortController();
  let running: Promise<unknown> = Promise.resolve();
  let forgotAt = 0;

  const finish = async (): Promise<void> => {
    const params = [app.now().toISOString(), RESULT_DAYS];
    const done = await sql.transaction(async (inner) => {
      const ended = await inner.query<EndedJob>(FINISH_STATEMENT, params);
      await announceEnded(app, inner, ended);
      return ended;
    });
    if (done.length > 0) log.info('jobs_completed', { count: done.length });
  };

  const step = async (): Promise<boolean> => {
    const chunk = await claimChunk(sql, worker, leaseMs);
    if (chunk !== null) await settle(app, chunk, worker, log);
    await finish();
    return chunk !== null;
  };

  const forget = async (): Promise<void> => {
    for (let rows = FORGET_ROWS; rows === FORGET_ROWS && !stopping.signal.aborted;) {
      const [gone] = await sql.query<{ rows: number }>(
        'SELECT rows FROM forget_jobs($1::timestamptz, $2::int4)',
        [app.now().toISOString(), FORGET_ROWS],
      );
      rows = gone?.rows ?? 0;
    }
  };

  const idle = async (): Promise<void> => {
    if (performance.now() - forgotAt > FORGET_MS) {
      forgotAt = performance.now();
      await forget();
    }
    await sleep(idleMs, undefined, { signal: stopping.signal }).catch(() => undefined);
  };

  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      try {
        const startedAt = performance.now();
        if (!(await step())) await idle();
        // Requests share the one session and the one thread: they come first for a while.
        else if (app.database.kind === 'embedded') await sleep((performance.now() - startedAt) / 2);
      } catch (error) {
        log.error('job_failed', { cause: faultOf(error).cause ?? 'Fault' });
        await idle().catch(() => undefined);
      }
    }
  };

  return {
    step,
    forget,
    async start() {
      // No other process has an embedded database: whoever held a chunk of it is gone.
      if (app.database.kind === 'embedded') {
        await sql.query(
          'UPDATE eligibility_job_chunk SET lease_until = NULL WHERE done_at IS NULL AND lease_until IS NOT NULL',
        );
      }
      running = Promise.all(Array.from({ length: loops }, loop));
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}

/** Decides a chunk, or ends its job where the caller may no longer ask or the chunk cannot be decided. */
async function settle(app: App, chunk: ClaimedChunk, worker: string, log: Log): Promise<void> {
  await withClaims(claimsOf(callerOfChunk(chunk)), async () => {
    if (chunk.attempts > MOST_ATTEMPTS) return fail(app, chunk, log);
    try {
      await decideChunk(app, chunk, worker);
    } catch (error) {
      if (error instanceof Fault && error.code === 'FORBIDDEN') return fail(app, chunk, log);
      // That nobody can be asked just now says nothing against the chunk.
      const isOurs = faultOf(error).code !== 'SERVICE_UNAVAILABLE';
      await release(app, chunk, worker, isOurs);
      throw error;
    }
  });
}

async function fail(app: App, { id }: ClaimedChunk, log: Log): Promise<void> {
  const params = [id, app.now().toISOString(), RESULT_DAYS];
  await app.database.sql.transaction(async (sql) => {
    const ended = await sql.query<EndedJob>(
      `UPDATE eligibility_job SET status = 'FAILED', completed_at = $2::timestamptz,
         expires_at = $2::timestamptz + make_interval(days => $3::int4)
       WHERE id = $1::uuid AND status = 'RUNNING' RETURNING ${ENDED_COLUMNS}`,
      params,
    );
    await announceEnded(app, sql, ended);
  });
  log.warn('job_ended', { count: 1 });
}

async function release(
  { database }: App,
  chunk: ClaimedChunk,
  worker: string,
  counts: boolean,
): Promise<void> {
  await database.sql
    .query(
      `UPDATE eligibility_job_chunk SET lease_until = NULL, attempts = attempts - $4::int4
       WHERE job_id = $1::uuid AND number = $2::int4 AND worker = $3::uuid AND done_at IS NULL`,
      [chunk.id, chunk.number, worker, counts ? 0 : 1],
    )
    .catch(() => undefined);
}
