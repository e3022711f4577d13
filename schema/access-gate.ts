import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import {
  OperationTypeNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
} from 'graphql';
import { allows } from '../api/access/allows.js';
import { noteDenial } from '../api/access/note-denial.js';
import { policy } from '../api/access/policy.js';
import type { Rule } from '../api/access/rule.js';
import { shownBy } from '../api/access/shown.js';
import { ruleOf } from '../api/access/surface.js';
import type { Principal } from '../api/auth/principal.js';
import type { Context } from '../api/context.js';
import { badInput, Fault, type FaultCode } from '../api/errors.js';
import { askedFields } from './asked-fields.js';
import { askedGroups } from './asked-groups.js';
import { assertDoorsRuled, rulesOfArguments } from './argument-gate.js';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      accessGate: AccessGate<Types>;
    }
  }
}

/** Parts of Relay and of results, whose content is governed where it is declared; any other field of them needs a rule. */
const CARRIERS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/Connection$/, ['edges', 'pageInfo']],
  [/Edge$/, ['node', 'cursor']],
  [/^PageInfo$/, ['hasNextPage', 'hasPreviousPage', 'startCursor', 'endCursor']],
  // Refusals hold a code and a fixed sentence, and results hold what their union names.
  [/Error$/, ['code', 'message']],
  [/Success$/, ['data']],
];
const MOST_IN_PAGE = 100;

/**
 * The build gate: a field, query, mutation or subscription without a rule fails the schema build, and so does an argument
 * of which nothing says by what it chooses rows. A field asks its rule, and those of its arguments, before it resolves.
 * It also makes every page forward-only and refuses a size outside 1 to 100.
 */
class AccessGate<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(
    field: PothosOutputFieldConfig<Types>,
  ): PothosOutputFieldConfig<Types> {
    const { parentType, name } = field;
    if (!isCarried(field)) {
      const rule = ruleOf(parentType, name);
      if (rule === undefined) {
        throw new Error(
          `No rule is declared for ${parentType}.${name}: add it to api/access/surface.ts, or to the policy of its model.`,
        );
      }
      if ('is' in rule && rule.is === 'never') {
        throw new Error(`${parentType}.${name} is exposed, but its rule is never.`);
      }
    }
    if ('first' in field.args && 'last' in field.args) {
      const { before: _before, last: _last, ...args } = field.args;
      return { ...field, args };
    }
    return field;
  }

  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const { parentType, name } = field;
    const rule = isCarried(field) ? undefined : ruleOf(parentType, name);
    const pages = 'first' in field.args;
    const choices = rulesOfArguments(parentType, name);
    const open = rule === undefined || ('is' in rule && rule.is === 'always');
    if (open && !pages && choices === undefined) return resolver;
    const look = lookAt(field);
    const gate = open ? undefined : demandOf(rule);
    const gated: typeof resolver = (parent, args, context, info) => {
      gate?.(context as Context, parent);
      look?.(context as Context, parent);
      for (const choice of choices?.(args) ?? []) demand(choice, context as Context, undefined);
      if (pages) demandPageSize(args);
      return resolver(parent, args, context, info);
    };
    if (field.kind === 'Query' || field.kind === 'Mutation')
      return open ? gated : notingRoot(gated);
    return notingField(gated, field, field.parentType === 'Classification');
  }

  override wrapSubscribe(
    subscriber: GraphQLFieldResolver<unknown, Types['Context'], object> | undefined,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> | undefined {
    const rule = ruleOf(field.parentType, field.name);
    if (subscriber === undefined || rule === undefined) return subscriber;
    return (parent, args, context, info) => {
      demand(rule, context as Context, parent);
      return subscriber(parent, args, context, info);
    };
  }

  override afterBuild(schema: GraphQLSchema): GraphQLSchema {
    assertDoorsRuled(schema);
    return schema;
  }
}

function isCarried({ parentType, name }: { parentType: string; name: string }): boolean {
  return CARRIERS.some(([type, fields]) => type.test(parentType) && fields.includes(name));
}

/** An operation about people, of which the trail is told when it is refused. */
function notingRoot<Root extends GraphQLFieldResolver<unknown, object, object>>(gated: Root): Root {
  const noted = (error: unknown, context: object, info: GraphQLResolveInfo): unknown => {
    if (isDenial(error)) noteDenial(context as Context, info.fieldName, askedFields(info));
    return error;
  };
  return ((parent, args, context, info) => {
    noteAsked(context as Context, info);
    try {
      const result = gated(parent, args, context, info);
      if (!(result instanceof Promise)) return result;
      return result.catch((error: unknown) => {
        throw noted(error, context, info);
      });
    } catch (error) {
      throw noted(error, context, info);
    }
  }) as Root;
}

/** What the document asks of an operation is named by the entry that the operation writes. */
function noteAsked(context: Context, info: GraphQLResolveInfo): void {
  const groups = askedGroups(info);
  if (groups.length === 0) return;
  const { asked } = shownBy(context);
  asked.set(info.fieldName, new Set([...(asked.get(info.fieldName) ?? []), ...groups]));
}

/** A field of a row: its refusal is noted, and that restricted data was asked for. */
function notingField<Field extends GraphQLFieldResolver<unknown, object, object>>(
  gated: Field,
  { parentType, name }: { readonly parentType: string; readonly name: string },
  isRestricted: boolean,
): Field {
  return ((parent, args, context, info) => {
    if (isRestricted && info.operation.operation === OperationTypeNode.QUERY) {
      const { roles } = (context as Context).principal;
      if (roles.includes('social_worker')) shownBy(context).isRestricted = true;
    }
    try {
      return gated(parent, args, context, info);
    } catch (error) {
      if (isDenial(error)) {
        const person = parentType === 'Person' ? (parent as { id: string }).id : undefined;
        noteDenial(context as Context, 'nested', [`${parentType}.${name}`], person);
      }
      throw error;
    }
  }) as Field;
}

/** What was kept from the caller, as against what he could not have meant and what broke. */
const DENIALS: ReadonlySet<FaultCode> = new Set<FaultCode>([
  'FORBIDDEN',
  'NOT_FOUND',
  'OPERATION_TOO_COMPLEX',
  'RATE_LIMITED',
  'SERVICE_UNAVAILABLE',
]);

function isDenial(error: unknown): boolean {
  return error instanceof Fault && DENIALS.has(error.code);
}

/** A rule as a check of a field. One that the caller alone decides is decided once a caller, not once a row. */
function demandOf(rule: Rule): (context: Context, row: unknown) => void {
  if (!isAboutCaller(rule)) return (context, row) => demand(rule, context, row);
  let allowed: Principal | undefined;
  return (context, row) => {
    if (context.principal === allowed) return;
    demand(rule, context, row);
    allowed = context.principal;
  };
}

/** Whether the caller alone decides. A kind of rule that is not named here is asked for every row. */
function isAboutCaller(rule: Rule): boolean {
  if ('all' in rule) return rule.all.every(isAboutCaller);
  if ('any' in rule) return rule.any.every(isAboutCaller);
  return ['never', 'always', 'tier', 'role', 'purpose', 'scope', 'kind'].includes(rule.is);
}

function demand(rule: Rule, context: Context, row: unknown): void {
  const allowed = allows(
    rule,
    context.principal,
    typeof row === 'object' && row !== null ? row : undefined,
  );
  if (!allowed) throw new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
}

/** What tells nothing of a person: our own id, and a count of changes. */
const NO_LOOK = new Set(['id', 'version']);

/**
 * What is done before a field of a person or a household is read: the row must lie in the caller's territory by whatever
 * path it was reached, and the look is noted for the trail.
 */
function lookAt({
  parentType,
  name,
}: {
  readonly parentType: string;
  readonly name: string;
}): ((context: Context, row: unknown) => void) | undefined {
  if (parentType !== 'Person' && parentType !== 'Household') return undefined;
  const { rows } = policy[parentType];
  const kind = parentType === 'Person' ? 'people' : 'households';
  const isLook = !NO_LOOK.has(name);
  return (context, row) => {
    const shown = shownBy(context);
    if (!shown.within.has(row)) {
      demand(rows, context, row);
      shown.within.add(row);
    }
    if (isLook) shown[kind].add((row as { id: string }).id);
  };
}

function demandPageSize(args: object): void {
  const { first } = args as { first?: number | null };
  if (typeof first === 'number' && (first < 1 || first > MOST_IN_PAGE)) {
    throw badInput(`first must be from 1 to ${MOST_IN_PAGE}.`);
  }
}

SchemaBuilder.registerPlugin('accessGate', AccessGate);
