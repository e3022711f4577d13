import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Context } from '../context.js';
import { findDeprecatedUses } from '../deprecations/find-deprecated-uses.js';
import { noteDeprecatedUses } from '../deprecations/note-deprecated-uses.js';
import { onceADocument } from './once-a-document.js';

/** What is asked, as Yoga hands it over. */
interface Asked {
  readonly document: unknown;
  readonly operationName?: string | null | undefined;
  readonly variableValues?: unknown;
  readonly contextValue: unknown;
}

/** Counts what operations that were admitted use of what is deprecated. Stands behind whatever may refuse them. */
export function useDeprecationCount(schema: GraphQLSchema): Plugin {
  const usesOf = onceADocument((document, name) => findDeprecatedUses(schema, document, name));
  const note = ({ document, operationName, variableValues, contextValue }: Asked): void => {
    const uses = usesOf(document as DocumentNode, operationName ?? null);
    const variables = (variableValues ?? {}) as Record<string, unknown>;
    noteDeprecatedUses(contextValue as Context, uses, variables);
  };
  return { onExecute: ({ args }) => note(args), onSubscribe: ({ args }) => note(args) };
}
