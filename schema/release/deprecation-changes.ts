import type { GraphQLSchema } from 'graphql';
import { elementsOf } from './deprecations.js';
import type { LabelledChange } from './labelled-change.js';

/** What was deprecated, said otherwise or taken back since the released schema: one change an element, which breaks nothing. */
export function deprecationChanges(
  released: GraphQLSchema,
  current: GraphQLSchema,
): LabelledChange[] {
  const before = new Map(elementsOf(released).map((each) => [each.path, each]));
  return elementsOf(current).flatMap(({ coordinate, path, reason }) => {
    const known = before.get(path);
    if (known === undefined || known.reason === reason) return [];
    const size = known.reason === null || reason === null ? 'minor' : 'patch';
    const message =
      reason === null
        ? `'${coordinate}' is no longer deprecated`
        : `'${coordinate}' is ${known.reason === null ? 'deprecated' : 'deprecated in other words'}: ${reason}`;
    return [{ label: 'SAFE', size, message, refusal: null }];
  });
}
