import type { Sex } from '../../prisma/generated/enums.js';
import type { CalendarDate } from '../values/calendar-date.js';
import { nameLikeness } from './name-likeness.js';
import { dateLikeness } from './near-dates.js';

/** What is compared of a person. */
export interface Likened {
  readonly name: string;
  readonly birthDate: CalendarDate;
  readonly sex: Sex;
  readonly nik: string | null;
}

/** Why two records may be one person's. */
export type LikenessReason =
  'SAME_NAME' | 'LIKE_NAME' | 'SAME_BIRTH_DATE' | 'LIKE_BIRTH_DATE' | 'LIKE_NIK';

const SAME = 0.97;

/**
 * How alike names have to be, by what else is alike. Two NIKs that differ are two people's, unless all else is the same or the
 * numbers are: a card may have been copied with a slip.
 */
const AT_LEAST = { SAME: 0.85, MISTYPED: 0.9, YEAR_ONLY: 0.9 } as const;
/** Brothers and sisters are called alike, twins are born on one day, and both are known to the family. */
const AT_LEAST_AT_HOME = 0.95;
const AT_LEAST_OF_TWO_NIKS = SAME;

/**
 * Whether two records of one village may be one person's, and why; null = they are two people's.
 *
 * @param isHome whether both are of one household
 */
export function judgePair(one: Likened, other: Likened, isHome: boolean): LikenessReason[] | null {
  const date = dateLikeness(one.birthDate, other.birthDate);
  if (date === null) return null;
  if (one.sex !== other.sex && date !== 'SAME') return null;
  const likeness = nameLikeness(one.name, other.name);
  const isLikeNik = likeNiks(one.nik, other.nik);
  const least = [
    AT_LEAST[date],
    ...(isHome ? [AT_LEAST_AT_HOME] : []),
    ...(one.sex === other.sex ? [] : [SAME]),
    ...(one.nik !== null && other.nik !== null && !isLikeNik ? [AT_LEAST_OF_TWO_NIKS] : []),
  ];
  if (likeness < Math.max(...least)) return null;
  return [
    likeness >= SAME ? 'SAME_NAME' : 'LIKE_NAME',
    date === 'SAME' ? 'SAME_BIRTH_DATE' : 'LIKE_BIRTH_DATE',
    ...(isLikeNik ? (['LIKE_NIK'] as const) : []),
  ];
}

/** Numbers that differ by one digit in their first twelve, or by two neighbours that changed places; serials in a row are no slip. */
function likeNiks(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return false;
  const at = [...one].flatMap((digit, index) => (digit === other[index] ? [] : [index]));
  if (at.length === 1) return at[0]! < 12;
  const [first = 0, second = 0] = at;
  return (
    at.length === 2 &&
    second === first + 1 &&
    one[first] === other[second] &&
    one[second] === other[first]
  );
}
