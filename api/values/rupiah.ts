/** Whole rupiah; never a fraction, exact up to 9 quadrillion. */
export type Rupiah = number & { readonly __brand: 'Rupiah' };

/** The amount in `value`, or null when it is not a whole, non-negative, exactly representable number. */
export function parseRupiah(value: unknown): Rupiah | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
    ? (value as Rupiah)
    : null;
}
