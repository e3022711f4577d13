import { GraphQLError, type ExecutionResult } from 'graphql';
import { recordRest } from '../access/record-rest.js';
import type { Context } from '../context.js';

/**
 * The result of an operation once it is written down whom it has shown beyond those whom it looked up. When that fails,
 * nothing of the result remains.
 */
export async function wholeResult(
  context: Context,
  result: ExecutionResult,
): Promise<ExecutionResult> {
  try {
    await recordRest(context);
    return result;
  } catch (error) {
    return { errors: [new GraphQLError('', { originalError: error as Error })] };
  }
}
