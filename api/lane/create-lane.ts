import type { GraphQLSchema } from 'graphql';
import type { App } from '../app.js';
import { admitOperation } from '../budgets/admit-operation.js';
import type { Context } from '../context.js';
import { noteDeprecatedUses } from '../deprecations/note-deprecated-uses.js';
import type { Execute } from '../http/create-yoga.js';
import { renderAnswer } from '../http/render-answer.js';
import { wholeResult } from '../http/whole-result.js';
import type { Log } from '../log.js';
import type { RegisteredOperations } from '../registered-operations.js';
import { compileOperation } from './compile-operation.js';
import { createHotOperations } from './hot-operations.js';

/**
 * The short way for registered checks, and for documents asked often: an operation compiled once, run between the same
 * functions as the open path uses for context, trail and answer. Every other document, and variables that do not fit, take
 * the open path.
 */
export function createLane(
  app: App,
  schema: GraphQLSchema,
  registered: RegisteredOperations,
  log: Log,
  open: Execute,
): Execute {
  const lanes = new Map(
    registered.all.map((operation) => [operation.text, compileOperation(schema, operation)]),
  );
  const hot = createHotOperations(schema);
  const suggestions = app.profile !== 'production';
  return async (exchange, method) => {
    const { params, principal, requestId, accepted } = exchange;
    if (method !== 'POST') return open(exchange, method);
    const known = lanes.get(params.query) ?? null;
    const isRegistered = known !== null;
    const operation = known ?? hot.find(params.query);
    if (operation === null) {
      const answer = await open(exchange, method);
      if (answer.status === 200 && answer.codes.length === 0) hot.note(params.query);
      return answer;
    }
    if (params.operationName !== null && params.operationName !== operation.name) {
      return open(exchange, method);
    }
    const coerced = operation.coerce(params.variables);
    if (coerced === null) return open(exchange, method);
    const caller = { app, principal, requestId };
    const context: Context = isRegistered ? { ...caller, isRegistered } : caller;
    exchange.operation = operation.name === '' ? null : operation.name;
    const refusal = await admitOperation(context, operation.price, params.variables, coerced);
    if (refusal === null) noteDeprecatedUses(context, operation.deprecated, params.variables);
    const result = await wholeResult(context, refusal ?? (await operation.run(context, coerced)));
    const answer = renderAnswer(result, { requestId, accepted, log, suggestions });
    exchange.codes = answer.codes;
    return answer;
  };
}
