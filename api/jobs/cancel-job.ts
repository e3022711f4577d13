import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import { announceEnded, ENDED_COLUMNS, type EndedJob } from './announce-ended.js';
import { findJob } from './find-job.js';
import type { Job } from './job.js';

/**
 * Cancels a job of the caller's own. What was decided so far stays recorded; its results are not offered. A job that has ended
 * stays as it is.
 *
 * @throws Fault NOT_FOUND
 */
export async function cancelJob(context: Context, id: string): Promise<Job> {
  const { app } = context;
  const found = await findJob(context, id);
  if (found === null) throw new Fault('NOT_FOUND', 'There is no such job.');
  await app.database.sql.transaction(async (sql) => {
    const ended = await sql.query<EndedJob>(
      `UPDATE eligibility_job SET status = 'CANCELLED', completed_at = $2::timestamptz
       WHERE id = $1::uuid AND status IN ('AWAITING_UPLOAD', 'RUNNING') RETURNING ${ENDED_COLUMNS}`,
      [id, app.now().toISOString()],
      'cancel-job',
    );
    await announceEnded(app, sql, ended);
  });
  return (await findJob(context, id)) ?? found;
}
