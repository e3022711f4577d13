import { getOperationAST, type DocumentNode, type ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Exchange } from '../http/exchange.js';
import { renderAnswer } from '../http/render-answer.js';
import type { Log } from '../log.js';

/** Writes every answer with {@link renderAnswer}, whatever went wrong before it, and notes for the log what it was. */
export function useRenderedAnswer(
  log: Log,
  suggestions: boolean,
): Plugin<object, { exchange: Exchange }> {
  return {
    onExecute({ args }) {
      const { exchange } = args.contextValue as unknown as { exchange: Exchange };
      const operation = getOperationAST(
        args.document as DocumentNode,
        args.operationName as string | null,
      );
      exchange.operation = operation?.name?.value ?? null;
    },
    onResultProcess({ serverContext, setResultProcessor }) {
      const { exchange } = serverContext;
      setResultProcessor((result, fetchAPI) => {
        const { requestId, accepted } = exchange;
        const context = { requestId, accepted, log, suggestions };
        const { status, headers, body, codes } = renderAnswer(result as ExecutionResult, context);
        exchange.codes = codes;
        return new fetchAPI.Response(body, { status, headers });
      }, exchange.accepted);
    },
  };
}
