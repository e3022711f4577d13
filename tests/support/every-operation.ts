import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isUnionType,
  isInterfaceType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

/** An operation that asks one root field for all that it can give, two levels deep. */
export interface RootOperation {
  readonly name: string;
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/** A value for each scalar; a scalar that is missing here is an error, so that new ones are not forgotten. */
export type ScalarValues = Readonly<Record<string, unknown>>;

/** Values for arguments, input fields and input types of a name; `undefined` leaves them out. */
export type NamedValues = Readonly<Record<string, unknown>>;

interface Values {
  readonly scalars: ScalarValues;
  readonly named: NamedValues;
}

/** What has a root field of its own, and would make everything of a household or a person more than one operation may ask. */
const LEFT_OUT = new Set(['Household.proposals', 'Proposal.household', 'Person.household']);

/** One operation for every field of Query and Mutation. */
export function everyOperation(
  schema: GraphQLSchema,
  scalars: ScalarValues,
  named: NamedValues = {},
): RootOperation[] {
  const values = { scalars, named };
  const roots = [
    ['query', schema.getQueryType()],
    ['mutation', schema.getMutationType()],
  ] as const;
  return roots.flatMap(([kind, type]) =>
    Object.values(type?.getFields() ?? {}).map((field) => operationOf(kind, field, values, schema)),
  );
}

function operationOf(
  kind: string,
  field: GraphQLField<unknown, unknown>,
  values: Values,
  schema: GraphQLSchema,
): RootOperation {
  const declared = field.args.map(({ name, type }) => `$${name}: ${String(type)}`);
  const passed = field.args.map(({ name }) => `${name}: $${name}`);
  const brackets = (list: string[]) => (list.length === 0 ? '' : `(${list.join(', ')})`);
  return {
    name: field.name,
    document: `${kind} ${field.name}${brackets(declared)} { ${field.name}${brackets(passed)}${selection(field.type, 2, schema)} }`,
    variables: Object.fromEntries(
      field.args.map((argument) => [
        argument.name,
        namedValue(argument.name, argument.type, values, isRequiredArgument(argument) ? 4 : 1),
      ]),
    ),
  };
}

function selection(type: GraphQLOutputType, depth: number, schema: GraphQLSchema): string {
  const named = getNamedType(type);
  if (isUnionType(named) || isInterfaceType(named)) {
    const members = schema.getPossibleTypes(named);
    const names = members.flatMap((member) => Object.keys(member.getFields()));
    const shared = new Set(names.filter((name, at) => names.indexOf(name) !== at));
    const each = members.map(
      (member) => `... on ${member.name} ${fieldsOf(member, depth, schema, shared)}`,
    );
    return ` { __typename ${each.join(' ')} }`;
  }
  return isObjectType(named) ? ` ${fieldsOf(named, depth, schema)}` : '';
}

/** `shared` are names that members of a union may give different types, so that each needs a name of its own. */
function fieldsOf(
  type: GraphQLObjectType,
  depth: number,
  schema: GraphQLSchema,
  shared: ReadonlySet<string> = new Set(),
): string {
  const fields = Object.values(type.getFields()).filter(
    (field) =>
      !field.args.some(isRequiredArgument) &&
      !LEFT_OUT.has(`${type.name}.${field.name}`) &&
      (depth > 0 || !isComposite(getNamedType(field.type))),
  );
  const texts = fields.map((field) => {
    const alias = shared.has(field.name) ? `${type.name}_${field.name}: ` : '';
    return `${alias}${field.name}${selection(field.type, depth - 1, schema)}`;
  });
  return `{ __typename ${texts.join(' ')} }`;
}

function isComposite(type: unknown): boolean {
  return isObjectType(type) || isUnionType(type) || isInterfaceType(type);
}

function namedValue(name: string, type: GraphQLInputType, values: Values, depth: number): unknown {
  return name in values.named ? values.named[name] : valueOf(type, values, depth);
}

function valueOf(type: GraphQLInputType, values: Values, depth: number): unknown {
  const nullable = getNullableType(type);
  if ('name' in nullable && nullable.name in values.named) return values.named[nullable.name];
  if (isListType(nullable)) return [valueOf(nullable.ofType, values, depth)];
  if (isEnumType(nullable)) return nullable.getValues()[0]?.name;
  if (isInputObjectType(nullable)) {
    const fields = Object.values(nullable.getFields());
    const chosen = nullable.isOneOf
      ? fields.slice(0, 1)
      : fields.filter((field) => depth > 0 || isRequiredInputField(field));
    return Object.fromEntries(
      chosen.map((field) => [field.name, namedValue(field.name, field.type, values, depth - 1)]),
    );
  }
  const { name } = nullable as { name: string };
  if (!(name in values.scalars)) throw new Error(`No value for the scalar ${name}.`);
  return values.scalars[name];
}
