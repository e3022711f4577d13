import {
  getVariableValues,
  GraphQLScalarType,
  Kind,
  OperationTypeNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type ExecutionResult,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import { compileQuery, isCompiledQuery } from 'graphql-jit';
import { priceOperation, type Pricer } from '../budgets/price-operation.js';
import type { Context } from '../context.js';
import { findDeprecatedUses, type DeprecatedUses } from '../deprecations/find-deprecated-uses.js';
import type { RegisteredOperation } from '../registered-operations.js';

/** A registered operation as a function. */
export interface CompiledOperation {
  readonly name: string;
  /** What it costs. */
  readonly price: Pricer | null;
  /** What it uses of what is deprecated; null = nothing. */
  readonly deprecated: DeprecatedUses | null;
  /** Its variables as resolvers want them; null = they are not what the operation declares. */
  coerce(variables: Readonly<Record<string, unknown>>): Record<string, unknown> | null;
  /** Runs it with variables that {@link CompiledOperation.coerce} gave. */
  run(context: Context, coerced: Record<string, unknown>): Promise<ExecutionResult>;
}

/** Fields over plain rows, whose resolvers look at nothing but parent, arguments and context. */
const ROOTS = new Set(['checkEligibility', 'checkEligibilities', 'eligibilityDecision']);
/** Pages that read all that is selected of their rows in one statement, relations included. */
const WHOLE_ROOTS = new Set(['households']);
/** Parts of such a page that carry its rows. */
const CARRIERS = new Set(['edges', 'node', 'pageInfo']);
/** Mark of Pothos on a field that loads by looking ahead, which a compiled operation would defeat (one statement a row). */
const LOOKS_AHEAD = 'pothosPrismaRelationField';
const COERCED = new GraphQLScalarType({ name: 'Coerced' });

/**
 * Compiles an operation, or gives null when it must take the open path: a mutation, a field outside {@link ROOTS} and
 * {@link WHOLE_ROOTS}, a relation that is not read with its row, or a document that this schema does not have.
 */
export function compileOperation(
  schema: GraphQLSchema,
  { name, document }: Pick<RegisteredOperation, 'name' | 'document'>,
): CompiledOperation | null {
  const operation = document.definitions.find((each) => each.kind === Kind.OPERATION_DEFINITION);
  if (
    operation === undefined ||
    operation.operation !== OperationTypeNode.QUERY ||
    validate(schema, document).length > 0
  ) {
    return null;
  }
  const isPlain = startsAt(operation, ROOTS) && !looksAhead(schema, document);
  const isWhole = startsAt(operation, WHOLE_ROOTS) && staysWhole(schema, document);
  if (!isPlain && !isWhole) return null;
  const compiled = compileQuery(withCoerced(schema), withoutVariableTypes(document));
  if (!isCompiledQuery(compiled)) return null;
  const definitions = operation.variableDefinitions ?? [];
  return {
    name,
    price: priceOperation(schema, document, null),
    deprecated: findDeprecatedUses(schema, document, null),
    coerce(variables) {
      const { coerced } = getVariableValues(schema, definitions, variables, { maxErrors: 1 });
      return coerced ?? null;
    },
    run: async (context, coerced) => compiled.query(undefined, context, coerced),
  };
}

function startsAt({ selectionSet }: OperationDefinitionNode, roots: ReadonlySet<string>): boolean {
  return selectionSet.selections.every(
    (selection) => selection.kind === Kind.FIELD && roots.has(selection.name.value),
  );
}

/** Whether everything that is entered below the roots is a carrier of rows, or a relation that was read with its row. */
function staysWhole(schema: GraphQLSchema, document: DocumentNode): boolean {
  return everyField(
    schema,
    document,
    ({ name, selectionSet }, types) =>
      selectionSet === undefined ||
      types.getParentType() === schema.getQueryType() ||
      CARRIERS.has(name.value) ||
      isLookedAhead(types),
  );
}

function looksAhead(schema: GraphQLSchema, document: DocumentNode): boolean {
  return !everyField(schema, document, (_field, types) => !isLookedAhead(types));
}

function isLookedAhead(types: TypeInfo): boolean {
  return types.getFieldDef()?.extensions[LOOKS_AHEAD] !== undefined;
}

function everyField(
  schema: GraphQLSchema,
  document: DocumentNode,
  holds: (field: FieldNode, types: TypeInfo) => boolean,
): boolean {
  const types = new TypeInfo(schema);
  let every = true;
  visit(
    document,
    visitWithTypeInfo(types, {
      Field(field) {
        every &&= holds(field, types);
      },
    }),
  );
  return every;
}

/**
 * The document with every variable declared as one scalar that takes anything, without defaults: variables are coerced
 * before, by GraphQL's own function. The compiler's differs from it (it knows no `@oneOf`, for one).
 */
function withoutVariableTypes(document: DocumentNode): DocumentNode {
  return visit(document, {
    VariableDefinition: ({ kind, variable }) => ({
      kind,
      variable,
      type: { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: COERCED.name } },
    }),
  });
}

function withCoerced(schema: GraphQLSchema): GraphQLSchema {
  const getType = (name: string) => (name === COERCED.name ? COERCED : schema.getType(name));
  return Object.create(schema, { getType: { value: getType } }) as GraphQLSchema;
}
