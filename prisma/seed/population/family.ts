import type { Random } from './random.js';

/** A member of a family to be: age in completed years, before birth date and number are made. */
export interface FamilyMember {
  readonly relationship:
    'HEAD' | 'SPOUSE' | 'CHILD' | 'CHILD_IN_LAW' | 'GRANDCHILD' | 'PARENT' | 'OTHER_RELATIVE';
  readonly sex: 'M' | 'F';
  readonly age: number;
}

/** Sizes of families; the mean is 3.04, as in DTSEN of January 2026. */
const SIZES = [
  [1, 15],
  [2, 24],
  [3, 26],
  [4, 20],
  [5, 9],
  [6, 4],
  [7, 2],
] as const;
/** Share of families of a size that have a couple at the head. */
const COUPLES: Readonly<Record<number, number>> = { 2: 0.6, 3: 0.84, 4: 0.92 };
const OLDEST = 96;
const CHILD_LEAVES_AT = 32;

/** Makes a family whose ages fit together. The poor have somewhat larger families, the rich smaller; the mean stays. */
export function makeFamily(random: Random, decile: number): FamilyMember[] {
  const size = familySize(random, decile);
  if (size === 1) return [singlePerson(random)];
  const family = random.chance(COUPLES[size] ?? 0.95) ? couple(random, size) : [singleHead(random)];
  const head = family[0] as FamilyMember;
  const takesInParent = head.age >= 24 && head.age <= 66 && random.chance(size >= 4 ? 0.2 : 0.04);
  if (family.length < size && takesInParent) {
    family.push({
      relationship: 'PARENT',
      sex: random.chance(0.64) ? 'F' : 'M',
      age: Math.min(OLDEST, head.age + random.between(20, 34)),
    });
  }
  while (family.length < size) family.push(nextGeneration(random, family));
  return family;
}

function familySize(random: Random, decile: number): number {
  const size = random.weighted(SIZES);
  if (decile <= 3 && size < 7 && random.chance(0.2)) return size + 1;
  return decile >= 8 && size > 1 && random.chance(0.24) ? size - 1 : size;
}

function singlePerson(random: Random): FamilyMember {
  const stage = random.weighted([
    ['old', 50],
    ['grown', 42],
    ['young', 8],
  ]);
  const relationship = 'HEAD';
  if (stage === 'old') {
    return { relationship, sex: random.chance(0.6) ? 'F' : 'M', age: random.between(60, 88) };
  }
  const sex = random.chance(0.36) ? 'F' : 'M';
  return {
    relationship,
    sex,
    age: stage === 'young' ? random.between(18, 24) : random.between(25, 59),
  };
}

function couple(random: Random, size: number): FamilyMember[] {
  const age = size === 2 ? headOfTwo(random) : triangular(random, 23, 40, 70);
  return [
    { relationship: 'HEAD', sex: 'M', age },
    { relationship: 'SPOUSE', sex: 'F', age: Math.max(19, age - random.between(-2, 8)) },
  ];
}

function headOfTwo(random: Random): number {
  return random.chance(0.35) ? random.between(21, 36) : random.between(46, 82);
}

function singleHead(random: Random): FamilyMember {
  const sex = random.chance(0.6) ? 'F' : 'M';
  return { relationship: 'HEAD', sex, age: triangular(random, 24, 46, 76) };
}

/** One more child, child-in-law, grandchild or relative, whichever the ages of the family allow. */
function nextGeneration(random: Random, family: readonly FamilyMember[]): FamilyMember {
  const parent =
    family.find(({ sex, relationship }) => sex === 'F' && relationship !== 'PARENT') ?? family[0];
  const motherAge = (parent as FamilyMember).age;
  const grownChild = family.find(({ relationship, age }) => relationship === 'CHILD' && age >= 21);
  const sex = random.chance(0.512) ? 'M' : 'F';
  if (grownChild !== undefined && random.chance(0.45)) {
    const married = family.some(({ relationship }) => relationship === 'CHILD_IN_LAW');
    if (!married && random.chance(0.4)) {
      const age = Math.max(19, grownChild.age + random.between(-3, 4));
      return { relationship: 'CHILD_IN_LAW', sex: grownChild.sex === 'M' ? 'F' : 'M', age };
    }
    return { relationship: 'GRANDCHILD', sex, age: random.between(0, grownChild.age - 19) };
  }
  const youngest = Math.max(0, motherAge - 41);
  const oldest = Math.min(motherAge - 19, CHILD_LEAVES_AT);
  if (oldest < youngest) {
    return motherAge > 60
      ? { relationship: 'GRANDCHILD', sex, age: random.between(3, 24) }
      : { relationship: 'OTHER_RELATIVE', sex, age: random.between(10, 30) };
  }
  const age = random.between(youngest, oldest);
  const stays = age <= 19 || random.chance(0.6);
  return {
    relationship: 'CHILD',
    sex,
    age: stays ? age : random.between(youngest, Math.max(youngest, Math.min(oldest, 19))),
  };
}

/** A whole number between `low` and `high` that is most often near `peak`. */
function triangular(random: Random, low: number, peak: number, high: number): number {
  const point = random.float();
  const cut = (peak - low) / (high - low);
  const value =
    point < cut
      ? low + Math.sqrt(point * (high - low) * (peak - low))
      : high - Math.sqrt((1 - point) * (high - low) * (high - peak));
  return Math.round(value);
}
