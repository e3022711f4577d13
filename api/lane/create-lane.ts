import type { GraphQLSchema } from 'graphql';
import type { App } from '../app.js';
import type { Context } from '../context.js';
import type { Execute } from '../http/create-yoga.js';
import { renderAnswer } from '../http/render-answer.js';
import { wholeResult } from '../http/whole-result.js';
import type { Log } from '../log.js';
import type { RegisteredOperations } from '../registered-operations.js';
import { compileOperation } from './compile-operation.js';

/**
 * The short way for registered checks: an operation compiled once, run between the same functions as the open path uses
 * for context, trail and answer. Whatever is not exactly a registered document with fitting variables takes the open path.
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
  const suggestions = app.profile !== 'production';
  return async (exchange, method) => {
    const { params, principal, requestId, accepted } = exchange;
    const operation = method === 'POST' ? lanes.get(params.query) : undefined;
    if (operation === undefined || operation === null) return open(exchange, method);
    if (params.operationName !== null && params.operationName !== operation.name) {
      return open(exchange, method);
    }
    const coerced = operation.coerce(params.variables);
    if (coerced === null) return open(exchange, method);
    const context: Context = { app, principal, requestId, isRegistered: true };
    exchange.operation = operation.name;
    const result = await wholeResult(context, await operation.run(context, coerced));
    const answer = renderAnswer(result, { requestId, accepted, log, suggestions });
    exchange.codes = answer.codes;
    return answer;
  };
}
