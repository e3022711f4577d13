import type { GraphQLSchema } from 'graphql';
import { termOf } from './term-of.js';
import { elementsOf } from './deprecations.js';

/** Days that callers have between the deprecation of an element and its end, at least. */
const SHORTEST_TERM_DAYS = 180;

const DAY_MS = 86_400_000;

/**
 * What is wrong with the deprecations of a schema: a reason without a term, a term that is too short, and against the
 * `released` schema a deprecation that is dated before that release, or a sunset that was brought forward.
 *
 * @param releasedOn day of the last release, `YYYY-MM-DD`.
 * @returns a sentence a fault; empty = nothing.
 */
export function checkDeprecations(
  current: GraphQLSchema,
  released: GraphQLSchema,
  releasedOn: string,
): string[] {
  const before = new Map(elementsOf(released).map((each) => [each.path, each.reason]));
  return elementsOf(current).flatMap(({ coordinate, path, reason }) => {
    if (reason === null) return [];
    const term = termOf(reason);
    if (term === null) {
      return [`${coordinate}: the reason must end in “Since YYYY-MM-DD. Sunset YYYY-MM-DD.”`];
    }
    const days = (Date.parse(term.sunset) - Date.parse(term.since)) / DAY_MS;
    if (days < SHORTEST_TERM_DAYS) {
      return [
        `${coordinate}: from ${term.since} to ${term.sunset} are ${days} days, not ${SHORTEST_TERM_DAYS}`,
      ];
    }
    const known = termOf(before.get(path) ?? '');
    if (known === null) {
      return term.since < releasedOn
        ? [`${coordinate}: cannot be deprecated since ${term.since}, before the last release`]
        : [];
    }
    return term.sunset < known.sunset || term.since !== known.since
      ? [`${coordinate}: was promised since ${known.since} until ${known.sunset}`]
      : [];
  });
}
