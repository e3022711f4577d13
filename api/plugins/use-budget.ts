import {
  getOperationAST,
  getVariableValues,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { admitOperation } from '../budgets/admit-operation.js';
import { priceOperation } from '../budgets/price-operation.js';
import type { Context } from '../context.js';
import { onceADocument } from './once-a-document.js';

/** What is asked, as Yoga hands it over. */
interface Asked {
  readonly document: unknown;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: unknown;
  readonly contextValue: unknown;
}

/** Lets no operation run that is heavier than one may be, or that its caller has no budget for. */
export function useBudget(schema: GraphQLSchema): Plugin {
  const pricerOf = onceADocument((document, name) => priceOperation(schema, document, name));
  const admit = async (args: Asked): Promise<ExecutionResult | null> => {
    const document = args.document as DocumentNode;
    const name = args.operationName ?? null;
    const variables = (args.variableValues ?? {}) as Record<string, unknown>;
    const definitions = getOperationAST(document, name)?.variableDefinitions ?? [];
    const { coerced = null } = getVariableValues(schema, definitions, variables, {
      maxErrors: 1,
    });
    const context = args.contextValue as Context;
    return admitOperation(context, pricerOf(document, name), variables, coerced);
  };
  return {
    async onExecute({ args, setResultAndStopExecution }) {
      const refusal = await admit(args);
      if (refusal !== null) setResultAndStopExecution(refusal);
    },
    async onSubscribe({ args, setResultAndStopExecution }) {
      const refusal = await admit(args);
      if (refusal !== null) setResultAndStopExecution(refusal);
    },
  };
}
