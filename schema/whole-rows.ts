import SchemaBuilder, {
  BasePlugin,
  type PothosOutputFieldConfig,
  type SchemaTypes,
} from '@pothos/core';
import type { GraphQLFieldResolver } from 'graphql';
import { isWholeRow } from '../api/access/is-whole-row.js';

declare global {
  export namespace PothosSchemaTypes {
    export interface Plugins<Types extends SchemaTypes> {
      wholeRows: WholeRows<Types>;
    }
  }
}

/** Mark of the Prisma plugin on a relation. */
const RELATION = 'pothosPrismaRelationField';

/**
 * Rows that were read with all that the operation selects of them answer by themselves: the Prisma plugin would look for
 * each field of each row whether it was loaded. Relations with arguments are left to it: the row may hold what another asks.
 */
class WholeRows<Types extends SchemaTypes> extends BasePlugin<Types> {
  override wrapResolve(
    resolver: GraphQLFieldResolver<unknown, Types['Context'], object>,
    field: PothosOutputFieldConfig<Types>,
  ): GraphQLFieldResolver<unknown, Types['Context'], object> {
    const { kind, resolve, args, extensions } = field;
    const asksOtherwise = extensions?.[RELATION] !== undefined && Object.keys(args).length > 0;
    if (kind !== 'PrismaObject' || resolve === undefined || asksOtherwise) return resolver;
    const own = resolve as GraphQLFieldResolver<unknown, Types['Context'], object>;
    return (parent, given, context, info) =>
      isWholeRow(parent)
        ? own(parent, given, context, info)
        : resolver(parent, given, context, info);
  }
}

SchemaBuilder.registerPlugin('wholeRows', WholeRows);
