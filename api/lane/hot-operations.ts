import { Kind, parse, type GraphQLSchema } from 'graphql';
import { compileOperation, type CompiledOperation } from './compile-operation.js';

/** Documents that are not registered, but asked so often that compiling them pays. */
export interface HotOperations {
  /** A document compiled by now; null = it is not. Costs one look-up. */
  find(text: string): CompiledOperation | null;
  /** Notes that the open path has answered a document without a fault: within all limits, and valid. */
  note(text: string): void;
}

const HOT_AFTER = 20;
const LONGEST = 4_000;
const MOST_COMPILED = 50;
const MOST_COUNTED = 1_000;

/**
 * Compiles a document once the open path has answered it twenty times, so that nobody makes the server compile for less
 * than the work of twenty answers; fifty documents at most.
 */
export function createHotOperations(schema: GraphQLSchema): HotOperations {
  const compiled = new Map<string, CompiledOperation | null>();
  const counts = new Map<string, number>();
  return {
    find: (text) => compiled.get(text) ?? null,
    note(text) {
      if (text.length > LONGEST || compiled.has(text) || compiled.size >= MOST_COMPILED) return;
      const count = (counts.get(text) ?? 0) + 1;
      if (count < HOT_AFTER) {
        if (counts.size >= MOST_COUNTED) counts.clear();
        counts.set(text, count);
        return;
      }
      counts.delete(text);
      compiled.set(text, compile(schema, text));
    },
  };
}

function compile(schema: GraphQLSchema, text: string): CompiledOperation | null {
  const document = parse(text);
  const operations = document.definitions.filter(
    (definition) => definition.kind === Kind.OPERATION_DEFINITION,
  );
  const [operation] = operations;
  if (operation === undefined || operations.length > 1) return null;
  return compileOperation(schema, { name: operation.name?.value ?? '', document });
}
