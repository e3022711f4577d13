import type { CriterionFinding, EligibilityDecision, NextStep, Refusal } from '../models.js';
import type { EligibilityJobFieldsFragment } from '../generated/types.js';

/** A job and how far it is; seen by the client that started it alone. */
export type EligibilityJob = EligibilityJobFieldsFragment;

/**
 * A decision as a job's results tell it, cut to what the caller's purpose allows. The program is that of the job; a receipt is
 * there where receipts were asked for.
 */
export interface JobDecision extends Omit<
  EligibilityDecision,
  'program' | 'reference' | 'receipt' | 'criteria' | 'nextSteps'
> {
  readonly criteria: readonly CriterionFinding[];
  readonly nextSteps: readonly NextStep[];
  readonly receipt: string | null;
}

/** The answer for one row: a decision, or a refusal of this row only. Tell them apart by `refused`. */
export type JobResult =
  | {
      /** Number of the row in the input, from 1. */
      readonly row: number;
      readonly reference: string | null;
      readonly decision: JobDecision;
      readonly refused?: undefined;
    }
  | {
      readonly row: number;
      readonly reference: string | null;
      readonly decision?: undefined;
      readonly refused: Refusal;
    };

/** How far a stream is; nothing of a person. */
export interface JobProgress {
  /** By which the stream can be taken up again. */
  readonly jobId: string;
  readonly phase: 'UPLOADING' | 'DECIDING' | 'DOWNLOADING';
  /** Rows that the registry has taken in. */
  readonly uploaded: number;
  /** Rows decided or refused. */
  readonly decided: number;
  /** Results taken from the stream. */
  readonly downloaded: number;
}
