import { describe, expect, it } from 'vitest';
import { nikWarnings } from '../../api/values/nik-warnings.js';

describe('nikWarnings', () => {
  it('is silent where date and sex agree, for men and for women', () => {
    expect(nikWarnings('3273051102909901', '1990-02-11', 'M')).toEqual([]);
    expect(nikWarnings('3273054208939901', '1993-08-02', 'F')).toEqual([]);
  });

  it('names a birth date that differs', () => {
    expect(nikWarnings('3273051202909901', '1990-02-21', 'M')).toEqual(['NIK_BIRTH_DATE_DIFFERS']);
  });

  it('names a sex that differs, and both where both do', () => {
    expect(nikWarnings('3273051102909901', '1990-02-11', 'F')).toEqual(['NIK_SEX_DIFFERS']);
    expect(nikWarnings('3273051102909901', '1990-12-02', 'F')).toEqual([
      'NIK_BIRTH_DATE_DIFFERS',
      'NIK_SEX_DIFFERS',
    ]);
  });

  it('takes the two printed digits of the year for either century', () => {
    expect(nikWarnings('3273051102209901', '1920-02-11', 'M')).toEqual([]);
    expect(nikWarnings('3273051102209901', '2020-02-11', 'M')).toEqual([]);
  });
});
