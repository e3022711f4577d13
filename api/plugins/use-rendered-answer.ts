import { getOperationAST, GraphQLError, type DocumentNode, type ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import { badInput } from '../errors.js';
import type { Exchange } from '../http/exchange.js';
import { renderAnswer } from '../http/render-answer.js';
import type { Log } from '../log.js';

const NO_EVENTS: ExecutionResult = {
  errors: [
    new GraphQLError('', {
      originalError: badInput('A subscription is read with accept: text/event-stream.'),
    }),
  ],
};

/** Writes every answer with {@link renderAnswer}, whatever went wrong before it, and notes for the log what it was. */
export function useRenderedAnswer(
  log: Log,
  suggestions: boolean,
): Plugin<object, { exchange: Exchange }> {
  return {
    onExecute: ({ args }) => noteName(args),
    onSubscribe: ({ args }) => noteName(args),
    onResultProcess({ serverContext, setResultProcessor }) {
      const { exchange } = serverContext;
      setResultProcessor((result, fetchAPI) => {
        if (isAsyncIterable<ExecutionResult>(result) && exchange.wantsEvents) {
          exchange.events = result;
          return new fetchAPI.Response(null, { status: 200 });
        }
        const { requestId, accepted } = exchange;
        const context = { requestId, accepted, log, suggestions };
        const { status, headers, body, codes } = renderAnswer(
          isAsyncIterable(result) ? NO_EVENTS : (result as ExecutionResult),
          context,
        );
        exchange.codes = codes;
        return new fetchAPI.Response(body, { status, headers });
      }, exchange.accepted);
    },
  };
}

function noteName(args: {
  readonly contextValue: unknown;
  readonly document: unknown;
  readonly operationName?: string | null | undefined;
}): void {
  const { exchange } = args.contextValue as { exchange: Exchange };
  const operation = getOperationAST(args.document as DocumentNode, args.operationName);
  exchange.operation = operation?.name?.value ?? null;
}
