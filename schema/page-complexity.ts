const DEFAULT_PAGE = 20;
const LONGEST_PAGE = 100;

/**
 * Weight of a page by what is really asked for. A size that the gate will refuse weighs one row: a negative weight would
 * pay for the rest of the operation.
 */
export function pageComplexity({ first }: { readonly first?: number | null | undefined }): {
  field: number;
  multiplier: number;
} {
  return { field: 5, multiplier: pageSize({ first: first ?? undefined }) };
}

/** How many rows a page asks for; a size that the gate will refuse counts as one. */
export function pageSize({ first }: { readonly first?: unknown }): number {
  if (typeof first !== 'number') return DEFAULT_PAGE;
  return first >= 1 && first <= LONGEST_PAGE ? first : 1;
}
