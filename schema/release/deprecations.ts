import {
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';

/** An element that can be deprecated, by its coordinate: `Type.field`, `Type.field(argument:)`, `Enum.VALUE`. */
export interface Element {
  readonly coordinate: string;
  /** As the labels of a schema's changes name it: `Type.field.argument`. */
  readonly path: string;
  /** Null = not deprecated. */
  readonly reason: string | null;
  /** Name of the type that it gives or takes; null for a value of an enum. */
  readonly refersTo: string | null;
}

/** Every element of a schema that can be deprecated. */
export function elementsOf(schema: GraphQLSchema): Element[] {
  return Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('__'))
    .flatMap(elementsOfType);
}

function elementsOfType(type: GraphQLNamedType): Element[] {
  if (isEnumType(type)) {
    return type
      .getValues()
      .map(({ name, deprecationReason }) => element([type.name, name], deprecationReason, null));
  }
  if (isInputObjectType(type)) {
    return Object.values(type.getFields()).map((field) =>
      element([type.name, field.name], field.deprecationReason, field.type),
    );
  }
  if (!isObjectType(type) && !isInterfaceType(type)) return [];
  return Object.values(type.getFields()).flatMap((field) => [
    element([type.name, field.name], field.deprecationReason, field.type),
    ...field.args.map((argument) =>
      element([type.name, field.name, argument.name], argument.deprecationReason, argument.type),
    ),
  ]);
}

function element(
  parts: readonly string[],
  reason: string | null | undefined,
  type: { toString(): string } | null,
): Element {
  const [owner, field, argument] = parts;
  return {
    coordinate: `${owner}.${field}${argument === undefined ? '' : `(${argument}:)`}`,
    path: parts.join('.'),
    reason: reason ?? null,
    refersTo: type === null ? null : type.toString().replaceAll(/[[\]!]/g, ''),
  };
}
