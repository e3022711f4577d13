import { CriticalityLevel, diff, type Change } from '@graphql-inspector/core';
import type { GraphQLSchema } from 'graphql';
import { deprecationChanges } from './deprecation-changes.js';
import { elementsOf, type Element } from './deprecations.js';
import type { LabelledChange } from './labelled-change.js';
import { termOf } from './term-of.js';

const LABELS = {
  [CriticalityLevel.Breaking]: 'BREAKING',
  [CriticalityLevel.Dangerous]: 'DANGEROUS',
  [CriticalityLevel.NonBreaking]: 'SAFE',
} as const;
const WORDS_ONLY = /_DESCRIPTION_(?:ADDED|CHANGED|REMOVED)$/;
/** Told by {@link deprecationChanges}: Inspector tells each twice or more, and a sunset that is put off as dangerous. */
const DEPRECATION = /_DEPRECATION_|\.@deprecated(?:\.|$)/;
const ORDER = ['BREAKING', 'DANGEROUS', 'SAFE'];

/**
 * Every change from the released schema to the current one, the breaking ones first.
 *
 * @param today `YYYY-MM-DD`; a sunset lies behind it or not.
 */
export async function labelChanges(
  released: GraphQLSchema,
  current: GraphQLSchema,
  today: string,
): Promise<LabelledChange[]> {
  const retired = retirement(elementsOf(released), today);
  const changes = await diff(released, current);
  return changes
    .filter(({ message, path, type }) => message !== '' && !DEPRECATION.test(`${type} ${path}`))
    .map((change) => labelled(change, retired))
    .concat(deprecationChanges(released, current))
    .sort((a, b) => ORDER.indexOf(a.label) - ORDER.indexOf(b.label));
}

function labelled(change: Change, isRetired: (path: string) => boolean): LabelledChange {
  const { criticality, message, path } = change;
  const label = LABELS[criticality.level];
  const refused = label === 'BREAKING' && !isRetired(path ?? '');
  return {
    label,
    size: label === 'BREAKING' ? 'major' : WORDS_ONLY.test(String(change.type)) ? 'patch' : 'minor',
    message,
    refusal: refused ? 'it was not deprecated with a sunset that is past' : null,
  };
}

/**
 * Whether an element has had its sunset. A type, which cannot be deprecated itself, has had it with everything that refers to
 * it; and what is not an element of the released schema goes by what it belongs to.
 */
function retirement(elements: readonly Element[], today: string): (path: string) => boolean {
  const byPath = new Map(elements.map((each) => [each.path, each]));
  const isPast = ({ path, reason }: Element): boolean => {
    const term = termOf(reason ?? '');
    if (term !== null && term.sunset < today) return true;
    const owner = path.split('.').slice(0, -1).join('.');
    const field = byPath.get(owner);
    return field !== undefined && isPast(field);
  };
  return (path) => {
    const parts = path.split('.');
    for (let length = parts.length; length > 1; length -= 1) {
      const element = byPath.get(parts.slice(0, length).join('.'));
      if (element !== undefined) return isPast(element);
    }
    const [type = ''] = parts;
    const references = elements.filter(
      ({ refersTo, path: from }) => refersTo === type && !from.startsWith(`${type}.`),
    );
    return references.length > 0 && references.every(isPast);
  };
}
