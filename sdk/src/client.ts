import type { Rows } from './eligibility/read-chunks.js';
import type { AccessPurpose } from './generated/types.js';
import type { EligibilityJob, JobProgress, JobResult } from './jobs/job-models.js';
import type {
  AidProgram,
  CheckResult,
  EligibilityDecision,
  PersonCheck,
  PpksCategory,
  Region,
  Viewer,
} from './models.js';
import type { Pages } from './paginate.js';
import type { CallOptions, RequestArguments, TypedDocument } from './typed-document.js';

/** The purpose of a check, where the client has none of its own. */
export interface PurposeRequired {
  readonly purpose: AccessPurpose;
}

/** The purpose of a check, where the client has one that stands for it. */
export interface PurposeOptional {
  readonly purpose?: AccessPurpose | undefined;
}

/** A check of one person. */
export type EligibilityCheck<Purpose extends PurposeOptional = PurposeRequired> = PersonCheck &
  Purpose & {
    /** The program's code, such as `PKH`. */
    readonly program: string;
    /** The date whose rules and facts count, `YYYY-MM-DD`; today in Jakarta where absent. */
    readonly asOf?: string | null | undefined;
  };

/** What the checks of a list have in common, and how they are sent. */
export type CheckManyOptions<Purpose extends PurposeOptional = PurposeRequired> = Purpose &
  CallOptions & {
    readonly program: string;
    readonly asOf?: string | null | undefined;
    /** People of one request, 1 to 1,000. @default 1000 */
    readonly chunkSize?: number | undefined;
    /** Requests under way at once, 1 to 16. @default 2 */
    readonly concurrency?: number | undefined;
  };

/** What a job is about. */
export type JobStart<Purpose extends PurposeOptional = PurposeRequired> = Purpose & {
  readonly program: string;
  readonly asOf?: string | null | undefined;
  /** The same key with the same terms gives the job that it started. @default a new one */
  readonly idempotencyKey?: string | undefined;
};

/** What the checks of a stream have in common, and how they are run. */
export type StreamOptions<Purpose extends PurposeOptional = PurposeRequired> = JobStart<Purpose> &
  CallOptions & {
    /** Goes on with a job instead of starting one; the same rows must be given again while its upload is not complete. */
    readonly resume?:
      | {
          readonly jobId: string;
          /** The first row whose result is wanted. @default 1 */
          readonly fromRow?: number | undefined;
        }
      | undefined;
    /** Sign a receipt for each decision. @default false */
    readonly receipts?: boolean | undefined;
    /** Leave the job as it is when `signal` aborts, to go on later, instead of cancelling it. @default false */
    readonly keepOnAbort?: boolean | undefined;
    /** Called whenever the stream gets on. */
    readonly onProgress?: ((progress: JobProgress) => void) | undefined;
  };

/** Options of a list that comes in pages. */
export interface ListOptions extends CallOptions {
  /** Items of one request, 1 to 100. @default 100 */
  readonly pageSize?: number | undefined;
}

/** A client of the registry. `Purpose` says whether its checks must name their purpose. */
export interface DinsosClient<Purpose extends PurposeOptional = PurposeRequired> {
  readonly eligibility: {
    /**
     * Whether a person is eligible for a program, why, and what to do next. Checks made in the same tick for the same
     * program, purpose and date travel as one request; each gets its own answer or its own error.
     *
     * @throws {DinsosError} `BAD_USER_INPUT` for a malformed NIK or unfit claims, `NOT_FOUND` for a program that is unknown or
     * outside the purpose, `FORBIDDEN` for a purpose that is not the token's; any other fault.
     */
    readonly check: (
      check: EligibilityCheck<Purpose>,
      options?: CallOptions,
    ) => Promise<EligibilityDecision>;
    /**
     * The same for a list of any length, as it arrives: read and sent in requests of up to 1,000, answered in order.
     * A row that is refused has `refused` in place of `decision`, and spoils no other. A fault is thrown, after the
     * answers before it; `index` tells where to go on.
     */
    readonly checkMany: (
      rows: Rows<PersonCheck>,
      options: CheckManyOptions<Purpose>,
    ) => AsyncGenerator<CheckResult, void, undefined>;
    /**
     * The same for very many people, as a job: the rows are uploaded in compressed parts, decided beside other requests, and
     * the results come in order, once all are decided. What breaks off is taken up again; a row that is refused has `refused`
     * in place of `decision`. Rows and results are read and given as they come, none of them is kept.
     *
     * @throws {JobEndedError} when the job was cancelled, failed, or is not there; any other fault. The job is then still there
     * for `resume`, by the `jobId` that `onProgress` told first.
     */
    readonly stream: (
      rows: Rows<PersonCheck>,
      options: StreamOptions<Purpose>,
    ) => AsyncGenerator<JobResult, void, undefined>;
    /** An earlier decision, as it was; null where there is none that this caller may see. */
    readonly decision: (id: string, options?: CallOptions) => Promise<EligibilityDecision | null>;
  };
  /** Jobs one by one, for those who move rows and results themselves; `eligibility.stream` does all of it. */
  readonly jobs: {
    readonly start: (start: JobStart<Purpose>, options?: CallOptions) => Promise<EligibilityJob>;
    /** Null where there is none of this id for this caller, or no longer. */
    readonly find: (id: string, options?: CallOptions) => Promise<EligibilityJob | null>;
    /** A job that has ended stays as it is. */
    readonly cancel: (id: string, options?: CallOptions) => Promise<EligibilityJob>;
  };
  readonly programs: {
    /** The program of a code; null where there is none that this caller may see. */
    readonly get: (code: string, options?: CallOptions) => Promise<AidProgram | null>;
    /** All programs that this caller may see, page by page as they are asked for. */
    readonly list: (options?: ListOptions) => Pages<AidProgram>;
  };
  readonly ppks: {
    /** The 26 categories of people in need of social welfare services. */
    readonly categories: (options?: CallOptions) => Promise<readonly PpksCategory[]>;
  };
  readonly regions: {
    /** The regions below `parent` (a Kemendagri code such as `32.05`); the provinces where it is absent. */
    readonly list: (
      options?: ListOptions & { readonly parent?: string | undefined },
    ) => Pages<Region>;
  };
  /** Who the token stands for. */
  readonly viewer: (options?: CallOptions) => Promise<Viewer>;
  /**
   * Runs a document of one's own. A typed document (graphql-codegen, `documentMode: 'string'`) types the variables and
   * the result by its selection; a plain string gives `unknown`.
   */
  readonly request: <Result, Variables>(
    document: TypedDocument<Result, Variables>,
    ...rest: RequestArguments<NoInfer<Variables>>
  ) => Promise<Result>;
}
