import { expect, test } from 'vitest';
import { canonicalWords } from '../../api/duplicates/canonical-words.js';
import { judgePair } from '../../api/duplicates/judge-pair.js';
import { dateLikeness, nearDates } from '../../api/duplicates/near-dates.js';
import { HELD_OUT, LABELLED, type LabelledPair } from './labelled.js';
import type { CalendarDate } from '../../api/values/calendar-date.js';

/** How many of those found are one person's, and how many of one person's are found. */
function measured(pairs: readonly LabelledPair[]): { precision: number; recall: number } {
  const found = pairs.filter(({ one, other, isHome }) => judgePair(one, other, isHome) !== null);
  const right = found.filter(({ isSame }) => isSame).length;
  return {
    precision: right / found.length,
    recall: right / pairs.filter(({ isSame }) => isSame).length,
  };
}

test('of pairs with Indonesian spellings, as many are found, and are right, as ARCHITECTURE.md says', () => {
  expect(LABELLED.length).toBe(120);
  const chosen = measured(LABELLED);
  expect(chosen.precision).toBeGreaterThanOrEqual(0.92);
  expect(chosen.recall).toBeGreaterThanOrEqual(0.98);
  expect(HELD_OUT.length).toBe(48);
  const judged = measured(HELD_OUT);
  expect(judged.precision).toBeGreaterThanOrEqual(0.95);
  expect(judged.recall).toBeGreaterThanOrEqual(0.95);
});

test('it does not matter which of the two was there first', () => {
  for (const { one, other, isHome } of [...LABELLED, ...HELD_OUT]) {
    expect(judgePair(other, one, isHome)).toEqual(judgePair(one, other, isHome));
  }
});

test.each([
  ['H. Moh. Soekarno, S.H.', ['muhamad', 'sukarno']],
  ['Hj. Siti Aisyah', ['siti', 'esa']],
  ["Nur'aini binti Abdul Rahman", ['nureni', 'abdulrahman']],
  ['I.B. Oka', ['i', 'b', 'oka']],
  ['M.', ['m']],
  ['Tjahja Widjaja', ['cahja', 'wijaja']],
  ['', []],
])('%s is compared as %j', (name, words) => {
  expect(canonicalWords(name)).toEqual(words);
});

test('birth dates are alike by a slip of the hand, or where one only stands for the year', () => {
  const like = (one: string, other: string) =>
    dateLikeness(one as CalendarDate, other as CalendarDate);
  expect(like('1970-06-15', '1970-06-15')).toBe('SAME');
  expect(like('1970-06-05', '1970-05-06')).toBe('MISTYPED');
  expect(like('1970-06-15', '1976-06-15')).toBe('MISTYPED');
  expect(like('1970-07-01', '1970-11-23')).toBe('YEAR_ONLY');
  expect(like('1970-06-15', '1970-11-23')).toBeNull();
  expect(like('1970-07-01', '1971-11-23')).toBeNull();
});

test('whoever is alike by the date is among those who are looked for', () => {
  const dates = [...LABELLED, ...HELD_OUT].map(({ one, other }) => [
    one.birthDate,
    other.birthDate,
  ]);
  for (const [one, other] of dates.flatMap(([a, b]) => [[a!, b!] as const, [b!, a!] as const])) {
    if (dateLikeness(one, other) === null) continue;
    const { dates: near, year } = nearDates(one);
    expect(near.includes(other) || year === other.slice(0, 4)).toBe(true);
  }
});
