import { SIZES, type LabelledChange, type Size } from './labelled-change.js';

/** A release that a changeset asks for. */
export interface PendingRelease {
  readonly releases: readonly { readonly name: string; readonly type: string }[];
}

/** The package whose version tells integrators what a release of the schema may do to them. */
export const RELEASED_PACKAGE = '@dinsos/sdk';

/** The size of the next release, by all changesets together; null = none is asked for. */
function pendingSize(changesets: readonly PendingRelease[]): Size | null {
  const sizes = changesets
    .flatMap(({ releases }) => releases)
    .filter(({ name }) => name === RELEASED_PACKAGE)
    .map(({ type }) => SIZES.indexOf(type as Size));
  return SIZES[Math.max(-1, ...sizes)] ?? null;
}

/** What forbids to merge these changes with these changesets, a sentence each; empty = nothing does. */
export function judgeChanges(
  changes: readonly LabelledChange[],
  changesets: readonly PendingRelease[],
): string[] {
  const pending = pendingSize(changesets);
  const rank = pending === null ? -1 : SIZES.indexOf(pending);
  return changes.flatMap(({ message, size, refusal }) => [
    ...(refusal === null ? [] : [`${message}: refused, ${refusal}`]),
    ...(SIZES.indexOf(size) > rank
      ? [`${message}: needs a changeset of size ${size}, and ${pending ?? 'none'} is there`]
      : []),
  ]);
}
