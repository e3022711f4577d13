import type { PlainHousing, PlainLoss } from '../plain-household.js';
import { addDays, dateText, POPULATION_DATE } from './calendar.js';
import type { Random } from './random.js';

/** The house as an officer saw it; none for the four households in ten that nobody visited. */
export function makeHousing(random: Random, decile: number, members: number): PlainHousing[] {
  if (!random.chance(0.6)) return [];
  const need = (10 - decile) / 9;
  const floorAreaM2 = Math.round((16 + 5 * members + 5 * decile) * (0.6 + 0.8 * random.float()));
  return [
    {
      recordedOn: dateText(
        random.between(2024, 2026),
        random.between(1, 10),
        random.between(1, 28),
      ),
      floor: random.weighted([
        ['EARTH', 14 * need],
        ['BAMBOO', 3 * need],
        ['BOARD', 10 * need],
        ['CEMENT', 34],
        ['TILE', 22],
        ['CERAMIC', 28 * (1.4 - need)],
      ]),
      roof: random.weighted([
        ['THATCH', 4 * need],
        ['BAMBOO', 2 * need],
        ['ZINC', 31],
        ['ASBESTOS', 9],
        ['TILE', 50],
        ['CONCRETE', 6 * (1.4 - need)],
      ]),
      wall: random.weighted([
        ['BAMBOO', 9 * need],
        ['BOARD', 19 * need],
        ['BRICK', 66],
        ['CONCRETE', 12],
      ]),
      structure: random.weighted([
        ['SOUND', 88],
        ['DANGEROUS_ROOF', 9 * need],
        ['DANGEROUS_WALL', 6 * need],
        ['DANGEROUS_ROOF_AND_WALL', 4 * need],
      ]),
      sanitation: random.weighted([
        ['FIT', 80],
        ['UNFIT', 20 * need],
        ['NONE', 10 * need],
      ]),
      floorAreaDm2: Math.max(9, floorAreaM2) * 100,
      ownsLand: random.chance(0.78),
      earlierHousingAid: random.chance(0.04 * need),
    },
  ];
}

const DISASTERS = [
  ['FLOOD', 42],
  ['FIRE', 20],
  ['LANDSLIDE', 12],
  ['STORM', 12],
  ['EARTHQUAKE', 8],
  ['ERUPTION', 3],
  ['SOCIAL_CONFLICT', 2],
  ['TSUNAMI', 1],
] as const;

/** A loss by a disaster in the last year and a half: four households in a thousand. Most are confirmed within weeks. */
export function makeLosses(random: Random): PlainLoss[] {
  if (!random.chance(0.004)) return [];
  const happenedOn = addDays(POPULATION_DATE, -random.between(5, 540));
  const seen = addDays(happenedOn, random.between(1, 30));
  return [
    {
      kind: random.weighted(DISASTERS),
      happenedOn,
      verifiedOn: seen <= POPULATION_DATE && random.chance(0.85) ? seen : null,
      damage: random.weighted([
        ['LIGHT', 55],
        ['MEDIUM', 28],
        ['HEAVY', 17],
      ]),
    },
  ];
}
