import type { CheckTerms } from '../eligibility/check-people.js';
import type { Execute } from '../execute.js';
import {
  CancelEligibilityJobDocument,
  EligibilityJobDocument,
  StartEligibilityJobDocument,
} from '../generated/documents.js';
import type { CallOptions } from '../typed-document.js';
import type { EligibilityJob } from './job-models.js';

/** The operations on jobs. */
export interface Jobs {
  start(
    input: CheckTerms & { readonly idempotencyKey: string | undefined },
    options?: CallOptions,
  ): Promise<EligibilityJob>;
  find(id: string, options?: CallOptions): Promise<EligibilityJob | null>;
  cancel(id: string, options?: CallOptions): Promise<EligibilityJob>;
}

/** A start without a key gets one of its own, so that it can be sent again and starts one job. */
export function createJobs(execute: Execute): Jobs {
  return {
    start: async ({ idempotencyKey, ...terms }, call) => {
      const input = { ...terms, idempotencyKey: idempotencyKey ?? crypto.randomUUID() };
      const data = await execute(StartEligibilityJobDocument, { input }, call?.signal);
      return data.startEligibilityJob;
    },
    find: async (id, call) =>
      (await execute(EligibilityJobDocument, { id }, call?.signal)).eligibilityJob,
    cancel: async (id, call) =>
      (await execute(CancelEligibilityJobDocument, { id }, call?.signal)).cancelEligibilityJob,
  };
}
