import {
  getNamedType,
  isLeafType,
  isObjectType,
  isRequiredArgument,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Principal } from '../../../api/auth/principal.js';
import type { MatrixRecord } from './record.js';
import { ARGUMENTS, type Way } from './ways.js';

/** A type, how it is reached, and which of its fields are asked for. */
export interface Part {
  readonly type: GraphQLObjectType;
  readonly way: Way;
  readonly fields: ReadonlySet<string>;
}

/** A request, as it is sent. */
export interface Request {
  readonly document: string;
  readonly variables: Record<string, unknown>;
}

/** One operation that asks for several parts, each under the alias `p` and its place. */
export function documentOf(
  schema: GraphQLSchema,
  parts: readonly Part[],
  record: MatrixRecord,
  caller: Principal,
): Request {
  const operation = parts[0]!.way.operation;
  const root = operation === 'query' ? schema.getQueryType()! : schema.getMutationType()!;
  const variables: Record<string, unknown> = {};
  const declared: string[] = [];

  function call(owner: GraphQLObjectType, name: string): string {
    const field = owner.getFields()[name];
    const values = ARGUMENTS[`${owner.name}.${name}`]?.(record, caller) ?? {};
    const missing = field?.args.filter((one) => isRequiredArgument(one) && !(one.name in values));
    if (field === undefined || missing!.length > 0) {
      throw new Error(
        `${owner.name}.${name} needs arguments: add them to ARGUMENTS (tests/access/matrix/ways.ts).`,
      );
    }
    const given = Object.entries(values).map(([argument, value]) => {
      const variable = `v${declared.length}`;
      const { type } = field.args.find((one) => one.name === argument)!;
      declared.push(`$${variable}: ${String(type)}`);
      variables[variable] = value;
      return `${argument}: $${variable}`;
    });
    return given.length === 0 ? name : `${name}(${given.join(', ')})`;
  }

  function selected({ type, fields }: Part): string {
    const texts = [...fields].map((name) => {
      const given = getNamedType(type.getFields()[name]!.type);
      return `${call(type, name)}${isLeafType(given) ? '' : ' { __typename }'}`;
    });
    return ['__typename', ...texts].join(' ');
  }

  function inside(
    type: GraphQLObjectType | undefined,
    steps: readonly string[],
    part: Part,
  ): string {
    const [step, ...rest] = steps;
    if (step === undefined) return selected(part);
    if (step.startsWith('...')) {
      const name = step.slice(3);
      return `... on ${name} { ${inside(objectType(schema.getType(name)), rest, part)} }`;
    }
    const given = getNamedType(type!.getFields()[step]!.type);
    return `${call(type!, step)} { ${inside(objectType(given), rest, part)} }`;
  }

  const texts = parts.map((part, index) => `p${index}: ${inside(root, part.way.steps, part)}`);
  const head = declared.length === 0 ? '' : `(${declared.join(', ')})`;
  return { document: `${operation} Matrix${head} { ${texts.join(' ')} }`, variables };
}

function objectType(type: unknown): GraphQLObjectType | undefined {
  return isObjectType(type) ? type : undefined;
}
