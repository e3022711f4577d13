import type { Rows } from './eligibility/read-chunks.js';
import type { AccessPurpose } from './generated/types.js';
import type {
  AidProgram,
  CheckResult,
  EligibilityDecision,
  PersonCheck,
  PpksCategory,
  Region,
  Viewer,
} from './models.js';
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
    /** An earlier decision, as it was; null where there is none that this caller may see. */
    readonly decision: (id: string, options?: CallOptions) => Promise<EligibilityDecision | null>;
  };
  readonly programs: {
    /** The program of a code; null where there is none that this caller may see. */
    readonly get: (code: string, options?: CallOptions) => Promise<AidProgram | null>;
    /** All programs that this caller may see, page by page as they are asked for. */
    readonly list: (options?: ListOptions) => AsyncIterableIterator<AidProgram>;
  };
  readonly ppks: {
    /** The 26 categories of people in need of social welfare services. */
    readonly categories: (options?: CallOptions) => Promise<readonly PpksCategory[]>;
  };
  readonly regions: {
    /** The regions below `parent` (a Kemendagri code such as `32.05`); the provinces where it is absent. */
    readonly list: (
      options?: ListOptions & { readonly parent?: string | undefined },
    ) => AsyncIterableIterator<Region>;
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
