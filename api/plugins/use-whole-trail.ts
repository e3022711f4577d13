import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { recordRest } from '../access/record-rest.js';
import type { Context } from '../context.js';

/**
 * Before the answer of an operation is given, writes down whom it has shown beyond those whom it looked up. When that
 * fails, nothing of the answer is given.
 */
export function useWholeTrail(): Plugin {
  return {
    onExecute({ args }) {
      return {
        async onExecuteDone({ setResult }) {
          try {
            await recordRest(args.contextValue as unknown as Context);
          } catch (error) {
            setResult({ errors: [new GraphQLError('', { originalError: error as Error })] });
          }
        },
      };
    },
  };
}
