import { nikBirth, type Nik } from './nik.js';

/** What a record may say differently from the NIK: a warning, never a refusal. */
export type NikWarning = 'NIK_BIRTH_DATE_DIFFERS' | 'NIK_SEX_DIFFERS';

/**
 * In what the birth date and sex printed in a NIK differ from the record. A NIK is never reissued when a birth date is
 * corrected (PP 40/2019), so a difference is lawful. The two-digit year is compared with the last two digits of the
 * record's year, whatever the century.
 */
export function nikWarnings(nik: string, birthDate: string, sex: 'M' | 'F'): NikWarning[] {
  const printed = nikBirth(nik as Nik);
  if (printed === null) return [];
  const warnings: NikWarning[] = [];
  const sameDate =
    printed.day === Number(birthDate.slice(8, 10)) &&
    printed.month === Number(birthDate.slice(5, 7)) &&
    printed.year === Number(birthDate.slice(2, 4));
  if (!sameDate) warnings.push('NIK_BIRTH_DATE_DIFFERS');
  if (printed.sex !== sex) warnings.push('NIK_SEX_DIFFERS');
  return warnings;
}
