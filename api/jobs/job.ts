import type { EligibilityJobModel, ProgramModel } from '../../prisma/generated/models.js';

/** How long an upload may take, and how long results are kept after a job ended. */
export const UPLOAD_HOURS = 24;
export const RESULT_DAYS = 7;

/** A job with how far it is. */
export interface Job extends Pick<
  EligibilityJobModel,
  'id' | 'status' | 'purpose' | 'asOf' | 'uploaded' | 'accepted' | 'createdAt' | 'completedAt'
> {
  readonly program: ProgramModel;
  /** Rows decided, and rows refused, by the chunks that are done. */
  readonly completed: number;
  readonly refused: number;
  readonly expiresAt: Date;
}

/** Whether nothing will happen to a job any more. */
export function hasEnded({ status }: Pick<Job, 'status'>): boolean {
  return status === 'COMPLETED' || status === 'CANCELLED' || status === 'FAILED';
}
