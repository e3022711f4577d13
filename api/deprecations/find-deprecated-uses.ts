import {
  getNamedType,
  getOperationAST,
  isInputObjectType,
  separateOperations,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type GraphQLSchema,
} from 'graphql';
import { usesInVariables, type UsesOfVariables } from './uses-in-variables.js';

/** What an operation uses of the schema that is deprecated, as coordinates: `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
export interface DeprecatedUses {
  /** What its document names, whatever `@skip` and `@include` leave of it. */
  readonly named: readonly string[];
  /** What the variables of one request hold; null = they can hold nothing deprecated, so that nobody has to look. */
  readonly given: UsesOfVariables | null;
}

/** Found once a document, which must be valid; null = the operation can use nothing that is deprecated. */
export function findDeprecatedUses(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null,
): DeprecatedUses | null {
  const operation = getOperationAST(document, operationName);
  if (operation === null || operation === undefined) return null;
  const alone = separateOperations(document)[operation.name?.value ?? ''];
  const named = alone === undefined ? [] : namedIn(schema, alone);
  const given = usesInVariables(schema, operation.variableDefinitions ?? []);
  return named.length === 0 && given === null ? null : { named, given };
}

function namedIn(schema: GraphQLSchema, document: DocumentNode): string[] {
  const found = new Set<string>();
  const types = new TypeInfo(schema);
  const visitor = {
    Field() {
      const field = types.getFieldDef();
      if (field?.deprecationReason == null) return;
      found.add(`${types.getParentType()?.name}.${field.name}`);
    },
    Argument() {
      const argument = types.getArgument();
      if (argument?.deprecationReason == null || types.getDirective() != null) return;
      found.add(`${types.getParentType()?.name}.${types.getFieldDef()?.name}(${argument.name}:)`);
    },
    ObjectField({ name }: { readonly name: { readonly value: string } }) {
      const type = getNamedType(types.getParentInputType());
      if (!isInputObjectType(type)) return;
      if (type.getFields()[name.value]?.deprecationReason == null) return;
      found.add(`${type.name}.${name.value}`);
    },
    EnumValue() {
      const value = types.getEnumValue();
      if (value?.deprecationReason == null) return;
      found.add(`${getNamedType(types.getInputType())?.name}.${value.name}`);
    },
  };
  visit(document, visitWithTypeInfo(types, visitor));
  return [...found];
}
