import type { Context } from '../context.js';
import type { DeprecatedUses } from './find-deprecated-uses.js';

/** Counts what an operation that is about to run uses of what is deprecated, for its caller. */
export function noteDeprecatedUses(
  { app, principal }: Context,
  uses: DeprecatedUses | null,
  variables: Readonly<Record<string, unknown>>,
): void {
  if (uses === null || principal.partner === null) return;
  const given = uses.given?.(variables) ?? [];
  app.deprecatedUses.note(principal, [...new Set([...uses.named, ...given])]);
}
