/** Sizes of a release, the smallest first. */
export const SIZES = ['patch', 'minor', 'major'] as const;

/** How large a release must be that carries a change. */
export type Size = (typeof SIZES)[number];

/** A difference between two schemas, as its callers meet it. */
export interface LabelledChange {
  /** BREAKING = a caller that worked may fail; DANGEROUS = it may meet what it did not expect; SAFE = neither. */
  readonly label: 'BREAKING' | 'DANGEROUS' | 'SAFE';
  readonly size: Size;
  readonly message: string;
  /** Why it may not be released yet, whatever the changeset says; null = it may. */
  readonly refusal: string | null;
}
