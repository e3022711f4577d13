import { GraphQLError, type ExecutionResult } from 'graphql';
import { noteDenial } from '../access/note-denial.js';
import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import { OPERATION_LIMIT } from './limits.js';
import { FREE, openMeter } from './meter.js';
import type { Price, Pricer } from './price-operation.js';

/**
 * Weighs an operation before it runs and takes what it may need from the caller's budgets. A registered document has a shape
 * that is known, so it may be of any weight.
 *
 * @param coerced null where the variables do not fit: the operation will say so and costs nothing.
 * @returns null = it may run; otherwise the result in its place.
 */
export async function admitOperation(
  context: Context,
  pricer: Pricer | null,
  variables: Readonly<Record<string, unknown>>,
  coerced: Record<string, unknown> | null,
): Promise<ExecutionResult | null> {
  try {
    const price = pricer === null || coerced === null ? FREE : pricer(context, variables, coerced);
    const tooMuch = context.isRegistered !== true && isTooMuch(price);
    await openMeter(context, tooMuch ? FREE : price);
    if (!tooMuch) return null;
    throw new Fault('OPERATION_TOO_COMPLEX', 'The operation asks for too much at once.');
  } catch (error) {
    for (const root of pricer?.aboutPeople ?? []) noteDenial(context, root, [`Query.${root}`]);
    const known = error instanceof GraphQLError;
    return {
      errors: [known ? error : new GraphQLError('', { originalError: error as Error })],
    };
  }
}

function isTooMuch({ points, depth, breadth }: Price): boolean {
  return (
    points > OPERATION_LIMIT.complexity ||
    depth > OPERATION_LIMIT.depth ||
    breadth > OPERATION_LIMIT.breadth
  );
}
