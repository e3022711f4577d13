import { complexityFromQuery } from '@pothos/plugin-complexity';
import {
  getArgumentValues,
  getOperationAST,
  Kind,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  type SelectionNode,
} from 'graphql';

/** What an operation asks for, before anything of it is done. */
export interface Price {
  /** Weight of its shape. */
  readonly points: number;
  readonly depth: number;
  readonly breadth: number;
  /** People whom it names by number, and rows of people that it asks for. */
  readonly asks: number;
  readonly reads: number;
  /** Its pages, whose missing rows are paid back. */
  readonly pages: readonly PagePrice[];
}

/** A page at the root of an operation. */
export interface PagePrice {
  /** Its name in the answer. */
  readonly as: string;
  readonly rows: number;
  readonly pointsPerRow: number;
}

/** The price of one operation of a document: by the variables as they came, and as they were coerced. */
export interface Pricer {
  (
    context: object,
    variables: Readonly<Record<string, unknown>>,
    coerced: Record<string, unknown>,
  ): Price;
  /** Names of its root fields that ask for people. */
  readonly aboutPeople: readonly string[];
}

/** How many people a root field asks for, by its arguments; kept in its extensions. */
export type PeopleOf = (args: Record<string, unknown>) => number;

type Weight = Pick<Price, 'points' | 'depth' | 'breadth'>;
type RootPricer = (...given: Parameters<Pricer>) => Price;

const DEFAULT_PAGE = 20;

/**
 * The pricer of an operation, by the weights that the complexity plugin knows. What no argument changes is counted once.
 * The document must be valid; null where it has no such operation.
 */
export function priceOperation(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): Pricer | null {
  const operation = getOperationAST(document, operationName) ?? undefined;
  if (operation === undefined) return null;
  const rootType = schema.getRootType(operation.operation);
  if (rootType === undefined || rootType === null) return null;
  const fragments = document.definitions.filter(({ kind }) => kind === Kind.FRAGMENT_DEFINITION);
  const roots = operation.selectionSet.selections.map((root) => {
    const selectionSet = { kind: Kind.SELECTION_SET as const, selections: [root] };
    const alone: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [{ ...operation, selectionSet }, ...fragments],
    };
    const field = root.kind === Kind.FIELD ? rootType.getFields()[root.name.value] : undefined;
    return rootPricer(root, field, weigh(schema, alone));
  });
  const aboutPeople = operation.selectionSet.selections.flatMap((root) =>
    root.kind === Kind.FIELD && asksForPeople(rootType.getFields()[root.name.value])
      ? [root.name.value]
      : [],
  );
  const priced = (...given: Parameters<RootPricer>): Price =>
    roots.map((price) => price(...given)).reduce(sum, NOTHING);
  return Object.assign(priced, { aboutPeople });
}

function asksForPeople(field: GraphQLField<unknown, unknown> | undefined): boolean {
  const { asksPeople, readsPeople } = field?.extensions ?? {};
  return asksPeople !== undefined || readsPeople !== undefined;
}

const NOTHING: Price = { points: 0, depth: 0, breadth: 0, asks: 0, reads: 0, pages: [] };

function sum(a: Price, b: Price): Price {
  return {
    points: a.points + b.points,
    depth: Math.max(a.depth, b.depth),
    breadth: a.breadth + b.breadth,
    asks: a.asks + b.asks,
    reads: a.reads + b.reads,
    pages: [...a.pages, ...b.pages],
  };
}

function weigh(schema: GraphQLSchema, document: DocumentNode) {
  let fixed: Weight | undefined;
  const isFixed = !isWeighedByArguments(schema, document);
  return (context: object, variables: Readonly<Record<string, unknown>>): Weight => {
    if (fixed !== undefined) return fixed;
    const options = { schema, ctx: context, variables };
    const { complexity, depth, breadth } = complexityFromQuery(document, options);
    const weight = { points: Math.ceil(complexity), depth, breadth };
    if (isFixed) fixed = weight;
    return weight;
  };
}

function rootPricer(
  root: SelectionNode,
  field: GraphQLField<unknown, unknown> | undefined,
  weightOf: ReturnType<typeof weigh>,
): RootPricer {
  const asks = field?.extensions['asksPeople'] as PeopleOf | undefined;
  const reads = field?.extensions['readsPeople'] as PeopleOf | undefined;
  const isPage = field?.args.some(({ name }) => name === 'first') === true;
  const needsArguments = (asks?.length ?? 0) > 0 || (reads?.length ?? 0) > 0 || isPage;
  return (context, variables, coerced) => {
    const weight = weightOf(context, variables);
    const args = needsArguments ? getArgumentValues(field!, root as FieldNode, coerced) : {};
    return {
      ...weight,
      asks: asks?.(args) ?? 0,
      reads: reads?.(args) ?? 0,
      pages: isPage ? [pageOf(root as FieldNode, args, weight)] : [],
    };
  };
}

function pageOf({ name, alias }: FieldNode, args: Record<string, unknown>, { points }: Weight) {
  const rows = Math.max(1, typeof args['first'] === 'number' ? args['first'] : DEFAULT_PAGE);
  return { as: alias?.value ?? name.value, rows, pointsPerRow: Math.floor((points - 1) / rows) };
}

function isWeighedByArguments(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field() {
        found ||= typeof types.getFieldDef()?.extensions['complexity'] === 'function';
      },
    }),
  );
  return found;
}
