import { GraphQLError, type ExecutionResult } from 'graphql';
import { noteDenial } from '../access/note-denial.js';
import { recordDenials } from '../access/record-denials.js';
import { recordRest } from '../access/record-rest.js';
import { shownBy } from '../access/shown.js';
import { settleMeter } from '../budgets/settle-meter.js';
import type { Context } from '../context.js';

/**
 * The result of an operation once it is written down whom it has shown beyond those whom it looked up, and what it was
 * refused, and once its cost is settled. When that fails, or restricted data was asked for while the trail is not witnessed, nothing of the result remains.
 */
export async function wholeResult(
  context: Context,
  result: ExecutionResult,
): Promise<ExecutionResult> {
  try {
    const shown = await witnessed(context, result);
    await recordRest(context);
    await recordDenials(context);
    return await settleMeter(context, shown);
  } catch (error) {
    return failed(error);
  }
}

/** Restricted data is shown only while tree heads are published. */
async function witnessed(context: Context, result: ExecutionResult): Promise<ExecutionResult> {
  if (!shownBy(context).isRestricted) return result;
  try {
    await context.app.trail.heads.demandRecent();
    return result;
  } catch (error) {
    noteDenial(context, 'nested', ['Classification']);
    return failed(error);
  }
}

function failed(error: unknown): ExecutionResult {
  return { errors: [new GraphQLError('', { originalError: error as Error })] };
}
