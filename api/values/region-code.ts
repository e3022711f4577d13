/** A Kemendagri area code, dotted: 32, 32.05, 32.05.01, 32.05.01.1001. */
export type RegionCode = string & { readonly __brand: 'RegionCode' };

const FORM = /^[1-9]\d(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$/;

/** The region code in `text`, or null when its form is impossible. Form only: the area may not exist. */
export function parseRegionCode(text: unknown): RegionCode | null {
  return typeof text === 'string' && FORM.test(text) ? (text as RegionCode) : null;
}

/** The levels of the area tree by length of the code. */
export type RegionLevelName = 'PROVINCE' | 'REGENCY' | 'DISTRICT' | 'VILLAGE';

/** Which level a code stands for. */
export function regionLevel(code: RegionCode): RegionLevelName {
  if (code.length === 2) return 'PROVINCE';
  if (code.length === 5) return 'REGENCY';
  return code.length === 8 ? 'DISTRICT' : 'VILLAGE';
}

/** A half-open bytewise range of village codes: `low <= code < high`. */
export interface CodeRange {
  readonly low: string;
  readonly high: string;
}

/**
 * The villages of an area as a half-open range on a `COLLATE "C"` column. '.' is the byte before '/', so
 * `[32.05, 32.05/)` holds 32.05 and everything below it, and nothing else. Never LIKE: a claim is no pattern.
 */
export function territoryRange(code: RegionCode): CodeRange {
  return { low: code, high: `${code}/` };
}
