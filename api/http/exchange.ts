import type { Principal } from '../auth/principal.js';
import type { AnswerType } from './accepted-type.js';
import type { GraphqlParams } from './graphql-params.js';

/** One GraphQL request on its way: what was read of it, who asks, and what the log will say. */
export interface Exchange {
  readonly requestId: string;
  readonly accepted: AnswerType;
  readonly params: GraphqlParams;
  readonly principal: Principal;
  /** For the log: name of the operation, and the fault codes of the answer. */
  operation: string | null;
  codes: readonly string[];
}
