import {
  getNamedType,
  isEnumType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  type GraphQLInputType,
  type GraphQLSchema,
  type NamedTypeNode,
  type VariableDefinitionNode,
} from 'graphql';

/** The deprecated elements that the variables of one request hold, as coordinates. */
export type UsesOfVariables = (variables: Readonly<Record<string, unknown>>) => readonly string[];

/**
 * Looks for deprecated input fields and values of enums in the variables of a request, as they came.
 *
 * @returns null where no variable of the operation can hold any.
 */
export function usesInVariables(
  schema: GraphQLSchema,
  definitions: readonly VariableDefinitionNode[],
): UsesOfVariables | null {
  const variables = definitions.flatMap(({ variable, type }): [string, GraphQLInputType][] => {
    const declared = typeFromAST(schema, type as NamedTypeNode);
    return isInputType(declared) && holdsDeprecated(declared, new Set())
      ? [[variable.name.value, declared]]
      : [];
  });
  if (variables.length === 0) return null;
  return (given) => {
    const found = new Set<string>();
    for (const [name, type] of variables) collect(given[name], type, found);
    return [...found];
  };
}

function holdsDeprecated(type: GraphQLInputType, seen: Set<string>): boolean {
  const named = getNamedType(type);
  if (seen.has(named.name)) return false;
  seen.add(named.name);
  if (isEnumType(named)) return named.getValues().some(isDeprecated);
  if (!isInputObjectType(named)) return false;
  return Object.values(named.getFields()).some(
    (field) => isDeprecated(field) || holdsDeprecated(field.type, seen),
  );
}

/** Whatever does not fit its type is passed over: GraphQL refuses it. */
function collect(value: unknown, type: GraphQLInputType, found: Set<string>): void {
  if (value === null || value === undefined) return;
  if (isNonNullType(type)) collect(value, type.ofType, found);
  else if (isListType(type)) {
    for (const item of Array.isArray(value) ? value : [value]) collect(item, type.ofType, found);
  } else if (isEnumType(type)) {
    const known = typeof value === 'string' ? type.getValue(value) : undefined;
    if (known != null && isDeprecated(known)) found.add(`${type.name}.${known.name}`);
  } else if (isInputObjectType(type) && typeof value === 'object') {
    for (const [name, inside] of Object.entries(value)) {
      const field = type.getFields()[name];
      if (field === undefined) continue;
      if (isDeprecated(field)) found.add(`${type.name}.${name}`);
      collect(inside, field.type, found);
    }
  }
}

function isDeprecated({
  deprecationReason,
}: {
  readonly deprecationReason?: string | null | undefined;
}): boolean {
  return deprecationReason !== null && deprecationReason !== undefined;
}
