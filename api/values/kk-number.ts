/** A family-card number (nomor KK) whose form is valid: 16 digits as a string. */
export type KkNumber = string & { readonly __brand: 'KkNumber' };

const FORM = /^\d{16}$/;

/**
 * The KK number in `text`, or null when its form is impossible: region of issue (6), date of recording DDMMYY (6, no +40),
 * serial from 0001 (4). It changes when a family moves or splits, so it never identifies a household (reference 3.2).
 */
export function parseKkNumber(text: unknown): KkNumber | null {
  if (typeof text !== 'string' || !FORM.test(text)) return null;
  const day = Number(text.slice(6, 8));
  const month = Number(text.slice(8, 10));
  const plausible = day >= 1 && day <= 31 && month >= 1 && month <= 12;
  return plausible && Number(text.slice(0, 2)) >= 11 && text.slice(12) !== '0000'
    ? (text as KkNumber)
    : null;
}
