import type { AccessPurpose } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import { addEvent } from './add-event.js';

/** A partner's job that came to an end. */
export interface FinishedJob {
  /** Id of the event. */
  readonly eventId: string;
  readonly jobId: string;
  readonly partnerId: string;
  readonly purpose: AccessPurpose;
  /** How it ended. */
  readonly status: string;
  readonly at: Date;
}

/** Tells a partner that its job has ended, in the transaction that ends it. A job that was told of before is not told again. */
export async function announceJobFinished(
  sql: Sql,
  { eventId, jobId, partnerId, purpose, status, at }: FinishedJob,
): Promise<void> {
  await addEvent(sql, {
    ...{ id: eventId, key: `JOB_FINISHED ${jobId}`, partnerId, purpose, type: 'JOB_FINISHED' },
    ...{ subject: jobId, data: { jobId, status }, at },
  });
}
