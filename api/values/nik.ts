/** A NIK whose form is valid: 16 digits as a string, never a number (JavaScript loses the 16th digit). */
export type Nik = string & { readonly __brand: 'Nik' };

const FORM = /^\d{16}$/;
const DAYS_IN_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * The NIK in `text`, or null when its form is impossible. Form only: that somebody has it, only Dukcapil knows.
 *
 * Positions (Permendagri, reference 3.1): 1–2 province, 3–4 regency (01–69) or city (71–99), 5–6 district, 7–8 birth day
 * (+40 for women), 9–10 month, 11–12 year, 13–16 serial from 0001. Retired region codes are accepted. 29 February is
 * accepted where any candidate century has it.
 */
export function parseNik(text: unknown): Nik | null {
  if (typeof text !== 'string' || !FORM.test(text)) return null;
  const province = Number(text.slice(0, 2));
  const regency = Number(text.slice(2, 4));
  const district = Number(text.slice(4, 6));
  if (province < 11 || regency === 0 || regency === 70 || district === 0) return null;
  if (text.slice(12) === '0000') return null;
  return nikBirth(text as Nik) === null ? null : (text as Nik);
}

/** Day, month, two-digit year and sex as printed in a NIK; null when they are no date. */
export function nikBirth(
  nik: Nik,
): { day: number; month: number; year: number; sex: 'M' | 'F' } | null {
  const printedDay = Number(nik.slice(6, 8));
  const day = printedDay > 40 ? printedDay - 40 : printedDay;
  const month = Number(nik.slice(8, 10));
  const year = Number(nik.slice(10, 12));
  const longest = DAYS_IN_MONTH[month - 1];
  if (longest === undefined || day < 1 || day > longest) return null;
  // 1900 was no leap year and 2000 was: every two-digit year that divides by four has a candidate century.
  if (month === 2 && day === 29 && year % 4 !== 0) return null;
  return { day, month, year, sex: printedDay > 40 ? 'F' : 'M' };
}
