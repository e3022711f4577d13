import type { WebhookEventType } from '../../prisma/generated/enums.js';

/** What each kind of event is called where it is delivered. */
export const EVENT_NAMES: Readonly<Record<WebhookEventType, string>> = {
  ELIGIBILITY_CHANGED: 'eligibility.changed',
  ENROLMENT_CHANGED: 'enrolment.changed',
  JOB_FINISHED: 'job.finished',
  AGREEMENT_EXPIRING: 'agreement.expiring',
};

/**
 * What an event says: ids, and what is no secret of anybody. Which of them an event has goes by its type: a change names the
 * decision that is out of date and its program, a job itself and how it ended, an agreement its number and last day.
 */
export interface WebhookEventData {
  readonly decisionId?: string;
  /** Code of the program. */
  readonly program?: string;
  readonly jobId?: string;
  /** How the job ended. */
  readonly status?: string;
  /** Number of the agreement. */
  readonly agreement?: string;
  /** Last day of the agreement, YYYY-MM-DD. */
  readonly validUntil?: string;
  readonly daysLeft?: number;
}
