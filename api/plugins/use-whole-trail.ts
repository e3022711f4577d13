import type { ExecutionResult } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.js';
import { wholeResult } from '../http/whole-result.js';

/** Lets no answer out before {@link wholeResult} has written down whom it shows. */
export function useWholeTrail(): Plugin {
  return {
    onExecute({ args }) {
      return {
        async onExecuteDone({ result, setResult }) {
          const context = args.contextValue as unknown as Context;
          setResult(await wholeResult(context, result as ExecutionResult));
        },
      };
    },
  };
}
