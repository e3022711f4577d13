import type { App } from '../app.js';
import { announceJobFinished } from '../webhooks/announce-job-finished.js';
import type { AccessPurpose, EligibilityJobStatus } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';

/** A job whose end was just written, as the statement that wrote it returns it ({@link ENDED_COLUMNS}). */
export interface EndedJob {
  readonly id: string;
  /** Null = an office's, which has no webhooks. */
  readonly partnerId: string | null;
  readonly purpose: AccessPurpose;
  readonly status: EligibilityJobStatus;
}

/** What a statement that ends jobs returns of each. */
export const ENDED_COLUMNS = `id, partner_id AS "partnerId", purpose::text, status::text`;

/** Tells the partners whose jobs these are that they have ended, in the transaction that ended them. */
export async function announceEnded(
  { now, newId }: Pick<App, 'now' | 'newId'>,
  sql: Sql,
  jobs: readonly EndedJob[],
): Promise<void> {
  for (const { id, partnerId, purpose, status } of jobs) {
    if (partnerId === null) continue;
    const job = { jobId: id, partnerId, purpose, status };
    await announceJobFinished(sql, { ...job, eventId: newId(), at: now() });
  }
}
