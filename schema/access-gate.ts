import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { allows } from '../api/access/allows.js';
import { policy } from '../api/access/policy.js';
import type { Rule } from '../api/access/rule.js';
import { shownBy } from '../api/access/shown.js';
import { ruleOf } from '../api/access/surface.js';
import type { Principal } from '../api/auth/principal.js';
import type { Context } from '../api/context.js';
import { badInput, Fault } from '../api/errors.js';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      accessGate: AccessGate<Types>;
    }
  }
}

/** Parts of Relay and of results, whose content is governed where it is declared. */
const CARRIERS = /(Connection|Edge)$|^PageInfo$/;
const MOST_IN_PAGE = 100;

/**
 * The build gate: a field, query or mutation without a rule fails the schema build; a field with a rule asks it before it
 * resolves. It also makes every page forward-only and refuses a size outside 1 to 100.
 */
class AccessGate<Types extends SchemaTypes> extends BasePlugin<Types> {
  override onOutputFieldConfig(
    field: PothosOutputFieldConfig<Types>,
  ): PothosOutputFieldConfig<Types> {
    const { parentType, name, kind } = field;
    if (kind !== 'Interface' && !this.#isCarrier(parentType)) {
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
    const rule = this.#isCarrier(field.parentType)
      ? undefined
      : ruleOf(field.parentType, field.name);
    const pages = 'first' in field.args;
    const open = rule === undefined || ('is' in rule && rule.is === 'always');
    if (open && !pages) return resolver;
    const look = lookAt(field);
    const gate = open ? undefined : demandOf(rule);
    return (parent, args, context, info) => {
      gate?.(context as Context, parent);
      look?.(context as Context, parent);
      if (pages) demandPageSize(args);
      return resolver(parent, args, context, info);
    };
  }

  #isCarrier(typeName: string): boolean {
    return CARRIERS.test(typeName) || this.#isRefusal(typeName);
  }

  /** Refusals hold a code and a fixed sentence, and results hold what their union names. */
  #isRefusal(typeName: string): boolean {
    return typeName.endsWith('Error') || typeName.endsWith('Success');
  }
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
  return ['never', 'always', 'tier', 'role', 'purpose'].includes(rule.is);
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
