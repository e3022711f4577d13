import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import type { Job } from './job.js';

/** A job of the caller's own with how far it is; null = there is none by that id, or it has expired. */
export async function findJob({ app, principal }: Context, id: string): Promise<Job | null> {
  if (!isUuid(id)) return null;
  const found = await app.database.prisma.eligibilityJob.findFirst({
    where: { AND: [{ id, expiresAt: { gt: app.now() } }, rowFilter('EligibilityJob', principal)] },
    include: { program: true },
  });
  if (found === null) return null;
  const [progress] = await app.database.sql.query<Pick<Job, 'completed' | 'refused'>>(
    `SELECT coalesce(sum(completed), 0)::int4 AS completed, coalesce(sum(refused), 0)::int4 AS refused
     FROM eligibility_job_chunk WHERE job_id = $1::uuid AND done_at IS NOT NULL`,
    [id],
    'progress-of-job',
  );
  return { ...found, ...progress! };
}
