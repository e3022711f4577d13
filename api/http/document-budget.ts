import {
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import { Fault } from '../errors.js';

/** The most tokens of a document. */
export const MAX_TOKENS = 1_000;

/** How large a document may be once its fragments are written out. */
export interface Budget {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

const BUDGET: Budget = { depth: 18, fields: 2_000, aliases: 30, directives: 8 };

interface Size {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly directives: number;
}

const NOTHING: Size = { depth: 0, fields: 0, aliases: 0, directives: 0 };

/**
 * Refuses a document that is small as text and huge as a tree (fragments that fan out), before anything walks the tree.
 * Each fragment is measured once; one that spreads itself is left to validation, which refuses it.
 *
 * @throws Fault OPERATION_TOO_COMPLEX
 */
export function assertWithinBudget(document: DocumentNode, budget: Budget = BUDGET): void {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) {
      fragments.set(definition.name.value, definition);
    }
  }
  const measured = new Map<string, Size>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const inside = sizeOf(definition.selectionSet, fragments, measured);
    const size = {
      ...inside,
      directives: inside.directives + (definition.directives?.length ?? 0),
    };
    for (const name of ['depth', 'fields', 'aliases', 'directives'] as const) {
      if (size[name] > budget[name]) {
        throw new Fault('OPERATION_TOO_COMPLEX', `The operation has too many ${WORDS[name]}.`);
      }
    }
  }
}

const WORDS: Record<keyof Budget, string> = {
  depth: 'levels',
  fields: 'fields',
  aliases: 'aliases',
  directives: 'directives',
};

function sizeOf(
  { selections }: SelectionSetNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measured: Map<string, Size>,
): Size {
  let { depth, fields, aliases, directives } = NOTHING;
  for (const selection of selections) {
    const inside = insideOf(selection, fragments, measured);
    const own = selection.kind === Kind.FIELD ? 1 : 0;
    depth = Math.max(depth, inside.depth + own);
    fields += inside.fields + own;
    aliases +=
      inside.aliases + (selection.kind === Kind.FIELD && selection.alias !== undefined ? 1 : 0);
    directives += inside.directives + (selection.directives?.length ?? 0);
  }
  return { depth, fields, aliases, directives };
}

function insideOf(
  selection: SelectionNode,
  fragments: ReadonlyMap<string, FragmentDefinitionNode>,
  measured: Map<string, Size>,
): Size {
  if (selection.kind !== Kind.FRAGMENT_SPREAD) {
    return selection.selectionSet === undefined
      ? NOTHING
      : sizeOf(selection.selectionSet, fragments, measured);
  }
  const name = selection.name.value;
  const known = measured.get(name);
  if (known !== undefined) return known;
  const fragment = fragments.get(name);
  if (fragment === undefined) return NOTHING;
  measured.set(name, NOTHING);
  const size = sizeOf(fragment.selectionSet, fragments, measured);
  measured.set(name, size);
  return size;
}
