import type { Principal } from '../../../api/auth/principal.js';
import type { Asking } from './asking.js';

/** Starts a job and gives it a row and a chunk, as an upload would. */
export async function makeJob(asking: Asking, caller: Principal): Promise<string> {
  const { data, errors } = await asking.ask(
    caller,
    'mutation { startEligibilityJob(input: { program: "PKH", purpose: PAYEE_VERIFICATION, idempotencyKey: "record" }) { id } }',
  );
  const job = data?.['startEligibilityJob'] as { id: string } | undefined;
  if (job === undefined) throw new Error(`The record has no job: ${JSON.stringify(errors)}`);
  const { sql } = asking.app.app.database;
  await sql.query(
    `INSERT INTO eligibility_job_row (job_id, ord, actor, refusal) VALUES ($1::uuid, 1, $2, 'MALFORMED_NIK')`,
    [job.id, caller.subject],
  );
  await sql.query(
    'INSERT INTO eligibility_job_chunk (job_id, number, first_ord, last_ord) VALUES ($1::uuid, 0, 1, 1)',
    [job.id],
  );
  return job.id;
}
