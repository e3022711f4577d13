import { Kind, parse, print } from 'graphql';
import type { DefinitionNode, InputValueDefinitionNode } from 'graphql';

/** One thing that a schema promises, or asks for. */
export interface Element {
  /** The type or field that it belongs to. */
  readonly owner: string;
  /** Owner, name, type and nullability. */
  readonly text: string;
  /** Whether a caller has to give it. */
  readonly demanded: boolean;
}

/** Everything that a schema definition promises, descriptions aside. */
export function elementsOf(sdl: string): Element[] {
  return parse(sdl).definitions.flatMap(elementsOfDefinition);
}

function elementsOfDefinition(definition: DefinitionNode): Element[] {
  switch (definition.kind) {
    case Kind.SCALAR_TYPE_DEFINITION: {
      const text = `scalar ${definition.name.value}`;
      return [offered(text, text)];
    }
    case Kind.ENUM_TYPE_DEFINITION: {
      const owner = `enum ${definition.name.value}`;
      return (definition.values ?? []).map(({ name }) => offered(owner, `${owner}.${name.value}`));
    }
    case Kind.UNION_TYPE_DEFINITION: {
      const owner = `union ${definition.name.value}`;
      return (definition.types ?? []).map(({ name }) => offered(owner, `${owner}.${name.value}`));
    }
    case Kind.INPUT_OBJECT_TYPE_DEFINITION: {
      const owner = `input ${definition.name.value}`;
      const oneOf = (definition.directives ?? []).some(({ name }) => name.value === 'oneOf');
      return [
        offered(owner, `${owner} ${oneOf ? '@oneOf' : 'of any fields'}`),
        ...(definition.fields ?? []).map((field) => inputElement(owner, field)),
      ];
    }
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return (definition.fields ?? []).flatMap(({ name, type, arguments: args = [] }) => {
        const field = `${definition.name.value}.${name.value}`;
        return [
          offered(definition.name.value, `${field}: ${print(type)}`),
          ...args.map((argument) => inputElement(field, argument)),
        ];
      });
    default:
      return [];
  }
}

function offered(owner: string, text: string): Element {
  return { owner, text, demanded: false };
}

function inputElement(owner: string, input: InputValueDefinitionNode): Element {
  const demanded = input.type.kind === Kind.NON_NULL_TYPE && input.defaultValue === undefined;
  return { owner, text: `${owner}(${input.name.value}: ${print(input.type)})`, demanded };
}
