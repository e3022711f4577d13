import type { DinsosClient, ListOptions, PurposeOptional, StreamOptions } from './client.js';
import type { ClientOptions } from './client-options.js';
import { resolveOptions } from './client-options.js';
import { checkMany, resolveLimits } from './eligibility/check-many.js';
import type { CheckTerms } from './eligibility/check-people.js';
import { createCheckQueue } from './eligibility/check-queue.js';
import { createExecute } from './execute.js';
import {
  AidProgramDocument,
  AidProgramsDocument,
  EligibilityDecisionDocument,
  PpksCategoriesDocument,
  RegionsDocument,
  ViewerDocument,
} from './generated/documents.js';
import { AccessPurpose } from './generated/types.js';
import { createJobTransfer } from './jobs/job-transfer.js';
import { createJobs } from './jobs/jobs.js';
import { streamChecks } from './jobs/stream-checks.js';
import type { StreamSettings } from './jobs/stream-checks.js';
import { paginate } from './paginate.js';
import type { Runtime } from './runtime.js';
import { createSession } from './session.js';
import type { CallOptions, TypedDocument } from './typed-document.js';

const LONGEST_PAGE = 100;
/** Bytes of one part of an upload before compression. */
const PART_BYTES = 512 * 1024;

/** Puts a client together. Its secrets live in closures: printing it, or walking its keys, shows none. */
export function buildClient(
  options: ClientOptions,
  runtime: Runtime,
  partBytes = PART_BYTES,
): DinsosClient<PurposeOptional> {
  const config = resolveOptions(options);
  const { language } = config;
  const session = createSession(config, runtime);
  const execute = createExecute(config, runtime, session);
  const queueCheck = createCheckQueue(execute, language);
  const jobs = createJobs(execute);
  const transfer = createJobTransfer(config, runtime, session);

  const termsOf = (check: {
    program: string;
    purpose?: AccessPurpose | undefined;
    asOf?: string | null | undefined;
  }): CheckTerms => {
    const purpose = check.purpose ?? config.purpose;
    if (purpose === undefined || !Object.hasOwn(AccessPurpose, purpose)) {
      throw new TypeError('A check needs a purpose: its own, or one of the client.');
    }
    return { program: check.program, purpose, asOf: check.asOf };
  };

  return Object.freeze({
    eligibility: Object.freeze({
      check: async (check, call) => queueCheck(termsOf(check), check, call?.signal),
      checkMany: (rows, given) => {
        const { chunkSize, concurrency } = resolveLimits(given);
        const { signal } = given;
        const terms = termsOf(given);
        return checkMany(rows, { execute, terms, language, signal, chunkSize, concurrency });
      },
      stream: (rows, given) => {
        const settings = streamSettingsOf(given);
        const terms = termsOf(given);
        return streamChecks(
          rows,
          { ...settings, terms },
          { config, runtime, transfer, jobs, partBytes },
        );
      },
      decision: async (id, call) => {
        const data = await execute(EligibilityDecisionDocument, { id, language }, call?.signal);
        return data.eligibilityDecision;
      },
    }),
    jobs: Object.freeze({
      start: async (given, call) => {
        const { idempotencyKey } = given;
        return jobs.start({ ...termsOf(given), idempotencyKey }, call);
      },
      find: jobs.find,
      cancel: jobs.cancel,
    }),
    programs: Object.freeze({
      get: async (code, call) => {
        const data = await execute(AidProgramDocument, { code, language }, call?.signal);
        return data.aidProgram;
      },
      list: (list) => {
        const first = pageSizeOf(list);
        return paginate(async (after) => {
          const variables = { first, after, language };
          return (await execute(AidProgramsDocument, variables, list?.signal)).aidPrograms;
        });
      },
    }),
    ppks: Object.freeze({
      categories: async (call) =>
        (await execute(PpksCategoriesDocument, { language }, call?.signal)).ppksCategories,
    }),
    regions: Object.freeze({
      list: (list) => {
        const first = pageSizeOf(list);
        return paginate(async (after) => {
          const variables = { parent: list?.parent ?? null, first, after };
          return (await execute(RegionsDocument, variables, list?.signal)).regions;
        });
      },
    }),
    viewer: async (call) => (await execute(ViewerDocument, {}, call?.signal)).viewer,
    request: async <Result, Variables>(
      document: TypedDocument<Result, Variables>,
      ...[variables, call]: [variables?: unknown, options?: CallOptions]
    ) => execute(document as TypedDocument<Result, unknown>, variables ?? {}, call?.signal),
  } satisfies DinsosClient<PurposeOptional>);
}

function streamSettingsOf(given: StreamOptions<PurposeOptional>): Omit<StreamSettings, 'terms'> {
  const { resume, receipts, keepOnAbort, signal, onProgress, idempotencyKey } = given;
  const { jobId, fromRow = 1 } = resume ?? { jobId: '-' };
  if (typeof jobId !== 'string' || jobId === '' || !Number.isSafeInteger(fromRow) || fromRow < 1) {
    throw new TypeError('resume takes the id of a job, and a row from 1 on.');
  }
  return {
    ...{ resume, signal, idempotencyKey },
    receipts: receipts === true,
    keepOnAbort: keepOnAbort === true,
    onProgress: onProgress ?? (() => undefined),
  };
}

function pageSizeOf(list: ListOptions | undefined): number {
  const size = list?.pageSize ?? LONGEST_PAGE;
  if (!Number.isInteger(size) || size < 1 || size > LONGEST_PAGE) {
    throw new TypeError('pageSize must be a whole number from 1 to 100.');
  }
  return size;
}
