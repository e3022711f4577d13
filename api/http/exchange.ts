import type { ExecutionResult } from 'graphql';
import type { Principal } from '../auth/principal.js';
import type { AnswerType } from './accepted-type.js';
import type { AskedOperation } from './graphql-params.js';

/** One GraphQL request on its way: what was read of it, who asks, and what the log will say. */
export interface Exchange {
  readonly requestId: string;
  readonly accepted: AnswerType;
  /** Whether the caller reads events, as a subscription gives them. */
  readonly wantsEvents: boolean;
  readonly params: AskedOperation;
  readonly principal: Principal;
  /** For the log: name of the operation, and the fault codes of the answer. */
  operation: string | null;
  codes: readonly string[];
  /** The results of a subscription, once it was asked for. */
  events: AsyncIterable<ExecutionResult> | null;
}
