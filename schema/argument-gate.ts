import {
  getNamedType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isUnionType,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import { filters, type Choice, type FieldName } from '../api/access/filters.js';
import type { Rule } from '../api/access/rule.js';
import { ruleOf, surface } from '../api/access/surface.js';

/** Arguments that choose by nothing: pages go by an opaque id, and texts exist in two languages. */
const FREE_ARGUMENTS = new Set(['first', 'after', 'language']);
const TABLE = 'api/access/filters.ts';

/** The rules of the fields by which the arguments that were given choose rows; undefined = this field has none to ask. */
export function rulesOfArguments(
  typeName: string,
  fieldName: string,
): ((args: object) => readonly Rule[]) | undefined {
  const choices = filters[`${typeName}.${fieldName}`];
  if (choices === undefined) return undefined;
  return (args) => chosen(choices, args).map(ruleOfField);
}

function chosen(choice: Choice, value: unknown): readonly FieldName[] {
  if (value === undefined || value === null) return [];
  if (isNames(choice)) return choice;
  if (Array.isArray(value)) return value.flatMap((one) => chosen(choice, one));
  return Object.entries(value).flatMap(([name, inner]) =>
    choice[name] === undefined ? [] : chosen(choice[name], inner),
  );
}

function isNames(choice: Choice): choice is readonly FieldName[] {
  return Array.isArray(choice);
}

function ruleOfField(name: FieldName): Rule {
  const [typeName = '', fieldName = ''] = name.split('.');
  // The schema was not built with a name that has no rule; were there one, nobody may choose by it.
  return ruleOf(typeName, fieldName) ?? { is: 'never' };
}

/**
 * @throws Error where an argument of a query may choose rows and nothing says by which fields, or where an interface or a
 *   union has no rule.
 */
export function assertDoorsRuled(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (type.name.startsWith('__')) continue;
    if (isObjectType(type) && type !== schema.getMutationType()) {
      for (const field of Object.values(type.getFields())) {
        for (const { name, type: argumentType } of field.args) {
          if (FREE_ARGUMENTS.has(name)) continue;
          const door: FieldName = `${type.name}.${field.name}`;
          assertChoice(door, name, filters[door]?.[name], argumentType, schema);
        }
      }
    }
    const isOpen = isUnionType(type) && !isResultOfMutation(schema, type.name);
    if ((isOpen || isInterfaceType(type)) && surface[type.name] === undefined) {
      throw new Error(
        `No rule is declared for the ${isOpen ? 'union' : 'interface'} ${type.name}: add it to api/access/surface.ts.`,
      );
    }
  }
}

function assertChoice(
  door: FieldName,
  path: string,
  choice: Choice | undefined,
  type: GraphQLInputType,
  schema: GraphQLSchema,
): void {
  if (choice === undefined) {
    throw new Error(
      `Nothing says by which fields ${door}(${path}:) chooses or orders rows: add them to ${TABLE}, as in { ${lastPart(path)}: ['Person.name'] }.`,
    );
  }
  const named = getNamedType(type);
  if (isNames(choice)) {
    for (const name of choice) {
      const [typeName = '', fieldName = ''] = name.split('.');
      const field = schema.getType(typeName);
      const isShown = isObjectType(field) && fieldName in field.getFields();
      if (isShown && ruleOf(typeName, fieldName) !== undefined) continue;
      throw new Error(`${door}(${path}:) chooses rows by ${name}, which no type shows.`);
    }
    if (isInputObjectType(named) && !path.includes('.')) {
      throw new Error(`${door}(${path}:) takes ${named.name}: name its fields in ${TABLE}.`);
    }
    return;
  }
  if (!isInputObjectType(named)) throw new Error(`${door}(${path}:) has no fields of its own.`);
  for (const field of Object.values(named.getFields())) {
    assertChoice(door, `${path}.${field.name}`, choice[field.name], field.type, schema);
  }
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('.') + 1);
}

function isResultOfMutation(schema: GraphQLSchema, name: string): boolean {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).some(
    ({ type }) => getNamedType(type).name === name,
  );
}
