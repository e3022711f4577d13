import type { PlainListing } from '../plain-household.js';
import type { Random } from './random.js';

const THIRD_QUARTER = { system: 'DTSEN', period: '2026-Q3', since: '2026-07-01' } as const;
const FOURTH_QUARTER = { system: 'DTSEN', period: '2026-Q4', since: '2026-10-01' } as const;

/** Whether and how a household stands in DTSEN. */
export type ListingKind = 'RANKED' | 'UNRANKED' | 'REMOVED' | 'NEVER_LISTED';

/** Seven per cent are not listed (a third of them were until this quarter), one and a half are listed without a rank. */
export function pickListingKind(random: Random): ListingKind {
  return random.weighted([
    ['RANKED', 91.5],
    ['UNRANKED', 1.5],
    ['REMOVED', 2.3],
    ['NEVER_LISTED', 4.7],
  ]);
}

/** The listings of the last two versions. A fifth of the ranked moved by one decile, as many up as down. */
export function makeListings(random: Random, kind: ListingKind, decile: number): PlainListing[] {
  if (kind === 'NEVER_LISTED') return [];
  if (kind === 'REMOVED') {
    return [
      { ...THIRD_QUARTER, listed: true, decile: Math.max(5, decile) },
      { ...FOURTH_QUARTER, listed: false, decile: null },
    ];
  }
  if (kind === 'UNRANKED') return [{ ...FOURTH_QUARTER, listed: true, decile: null }];
  const current = { ...FOURTH_QUARTER, listed: true, decile };
  if (random.chance(0.04)) return [current];
  return [{ ...THIRD_QUARTER, listed: true, decile: earlierDecile(random, decile) }, current];
}

/** A step up and a step down are equally likely, and a step over the edge is none, so each decile keeps its tenth. */
function earlierDecile(random: Random, decile: number): number {
  const step = random.weighted([
    [0, 80],
    [-1, 10],
    [1, 10],
  ]);
  return Math.min(10, Math.max(1, decile + step));
}

const INCOMES = [600, 900, 1200, 1500, 1900, 2400, 3100, 4100, 5600, 9500] as const;

/** Whole rupiah a month; null where the officer recorded none. No decile has an income of its own: only the drift is real. */
export function makeIncome(random: Random, decile: number): number | null {
  if (random.chance(0.1)) return null;
  const thousands = (INCOMES[decile - 1] ?? 0) * (0.65 + 0.7 * random.float());
  return Math.round(thousands / 50) * 50_000;
}

const POOR_WORK = [
  'FARM_LABOURER',
  'DAY_LABOURER',
  'FARMER',
  'FISHER',
  'STREET_VENDOR',
  'UNEMPLOYED',
];
const MIDDLE_WORK = [
  'FARMER',
  'TRADER',
  'DRIVER',
  'FACTORY_WORKER',
  'CRAFTSPERSON',
  'PRIVATE_EMPLOYEE',
];
const GOOD_WORK = ['PRIVATE_EMPLOYEE', 'TRADER', 'PROFESSIONAL', 'ENTREPRENEUR', 'TEACHER'];

/** An occupation code that goes with age and decile; null for children. */
export function makeOccupation(
  random: Random,
  person: { readonly age: number; readonly sex: 'M' | 'F'; readonly relationship: string },
  decile: number,
): string | null {
  if (person.age < 15) return null;
  if (person.age < 19) return 'STUDENT';
  if (person.age >= 68) return random.chance(0.6) ? 'NOT_WORKING' : 'FARMER';
  if (person.sex === 'F' && person.relationship !== 'HEAD' && random.chance(0.5))
    return 'HOMEMAKER';
  if (decile <= 4) return random.pick(POOR_WORK);
  return random.pick(decile <= 7 ? MIDDLE_WORK : GOOD_WORK);
}
