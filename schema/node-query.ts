import { queryFromInfo } from '@pothos/plugin-prisma';
import type { GraphQLResolveInfo } from 'graphql';
import type { Context } from '../api/context.js';

/** What the operation selects of the nodes of a page, as Prisma wants it: one statement loads it all. */
export function nodeQuery(context: Context, info: GraphQLResolveInfo): object {
  return queryFromInfo({ context, info, path: ['edges', 'node'] });
}
