const DEFAULT_PAGE = 20;

/**
 * Weight of a page by what is really asked for. A size that the gate will refuse weighs one row: a negative weight would
 * pay for the rest of the operation.
 */
export function pageComplexity({ first }: { readonly first?: number | null | undefined }): {
  field: number;
  multiplier: number;
} {
  return { field: 5, multiplier: Math.max(1, first ?? DEFAULT_PAGE) };
}
