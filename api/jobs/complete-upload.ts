import { eligibilityGrant } from '../access/grant.js';
import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { RESULT_DAYS } from './job.js';

/** How many people are decided together: short transactions where a single session serves everybody. */
const CHUNK_ROWS = { embedded: 100, server: 1_000 } as const;
const DAY_MS = 86_400_000;

const COMPLETE_STATEMENT = `
WITH job AS (
  UPDATE eligibility_job SET status = 'RUNNING', expires_at = $3::timestamptz
  WHERE id = $1::uuid AND status = 'AWAITING_UPLOAD' AND uploaded = $2::int8
  RETURNING id, accepted
), chunks AS (
  INSERT INTO eligibility_job_chunk (job_id, number, first_ord, last_ord)
  SELECT job.id, n, n * $4::int4 + 1, least((n + 1) * $4::int4, job.accepted)
  FROM job CROSS JOIN LATERAL generate_series(0, (job.accepted - 1) / $4::int4) AS n WHERE job.accepted > 0
)
SELECT accepted FROM job`;

/**
 * Closes an upload, so that workers decide its rows, and writes down how many people it is about; false = it stands elsewhere by
 * now, or takes no rows any more.
 *
 * @throws Fault FORBIDDEN where the partner has no agreement in force for its purpose.
 */
export async function completeUpload(
  context: Context,
  jobId: string,
  uploaded: number,
): Promise<boolean> {
  const { database, now } = context.app;
  const { legalBasis } = (await eligibilityGrant(context)).asker;
  const expiresAt = new Date(now().getTime() + RESULT_DAYS * DAY_MS).toISOString();
  const params = [jobId, uploaded, expiresAt, CHUNK_ROWS[database.kind]];
  return database.sql.transaction(async (sql) => {
    const [job] = await sql.query<{ accepted: number }>(COMPLETE_STATEMENT, params);
    if (job === undefined) return false;
    const action = 'uploadEligibilityJob';
    const people = job.accepted;
    await recordAccess(context, { action, fields: [], personIds: [], people, legalBasis }, sql);
    return true;
  });
}
