import { distance } from 'fastest-levenshtein';
import { canonicalWords } from './canonical-words.js';

const INITIAL = 0.9;
/** Words that are less alike than this are two words, however alike the rest of the name is. */
const WORD_AT_LEAST = 0.7;
/** What a word that the other name lacks takes away: a single name beside the same name and another. */
const MISSING = 0.1;

/**
 * How alike two names are, from 0 to 1: word for word in the best order, an initial for a word, a word that one of them lacks, and
 * what one of them writes in one word.
 */
export function nameLikeness(one: string, other: string): number {
  const [short, long] = [canonicalWords(one), canonicalWords(other)].toSorted(
    (a, b) => a.length - b.length,
  ) as [string[], string[]];
  if (short.length === 0) return 0;
  const isParted = short.length !== long.length;
  return Math.max(isParted ? wordLikeness(short.join(''), long.join('')) : 0, byWord(short, long));
}

function byWord(short: readonly string[], long: readonly string[]): number {
  const left = [...long];
  let sum = 0;
  let length = 0;
  for (const word of short.toSorted((a, b) => b.length - a.length)) {
    const likes = left.map((candidate) => wordLikeness(word, candidate));
    const best = likes.indexOf(Math.max(...likes));
    if (likes[best]! < WORD_AT_LEAST) return 0;
    const matched = left.splice(best, 1)[0]!;
    const weight = Math.max(word.length, matched.length);
    sum += likes[best]! * weight;
    length += weight;
  }
  return sum / length - MISSING * left.length;
}

function wordLikeness(one: string, other: string): number {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  if (shorter.length === 1 && longer.length > 1) return longer.startsWith(shorter) ? INITIAL : 0;
  return 1 - distance(one, other) / Math.max(longer.length, 1);
}
