import type { PlainHousehold } from '../plain-household.js';
import type { PpksCategoryData, RegionAliasData, RegionData } from '../reference-files.js';
import { Classifier } from './classifications.js';
import { decileShares } from './decile-mix.js';
import { createNumberIssuer } from './number-issuer.js';
import { makeHousehold, type Country, type Places } from './make-household.js';
import { PROVINCE_PROFILES } from './province-profiles.js';
import { createRandom } from './random.js';
import { sequentialIds } from './sequential-ids.js';

/** What the generator reads of the reference data. */
export interface PopulationReference {
  readonly villages: readonly RegionData[];
  readonly aliases: readonly RegionAliasData[];
  readonly categories: readonly PpksCategoryData[];
}

/** A household of the population and a source of ids for its remaining rows. */
export interface GeneratedHousehold {
  readonly household: PlainHousehold;
  readonly nextId: () => string;
}

/** How large and which: the same numbers always give the same people. */
export interface PopulationSize {
  readonly households: number;
  readonly seed: number;
  /** Code of the area in which all of them live; null = the whole country. */
  readonly within?: string | null | undefined;
}

/**
 * An invented population over the real villages, one household at a time, in no more memory for a million than for a
 * thousand. A smaller population of the same seed is the beginning of a larger one. Uses neither clock nor chance.
 *
 * Distributions follow DTSEN and the censuses in outline: people per province, family sizes with a mean of 3.04, ten per
 * cent of the ranked in each decile with more poor in poorer provinces, ages, school levels, disability, PPKS classes,
 * exclusion grounds, answers of Dukcapil, deaths, housing, losses, enrolments; and NIKs that keep retired area codes.
 *
 * @throws RangeError for an area that there is none of.
 */
export function* generatePopulation(
  reference: PopulationReference,
  { households, seed, within = null }: PopulationSize,
): Generator<GeneratedHousehold> {
  const country = createCountry(reference, within);
  const stream = within === null ? seed : seed ^ Number(within.replaceAll('.', ''));
  for (let index = 0; index < households; index += 1) {
    const random = createRandom(stream, index);
    const nextId = sequentialIds(index, random);
    yield { household: makeHousehold(country, random, nextId), nextId };
  }
}

function createCountry(
  { villages, aliases, categories }: PopulationReference,
  within: string | null,
): Country {
  const all = placesOf(villages);
  const isHome = ({ code }: RegionData) => code === within || code.startsWith(`${within}.`);
  const homes = within === null ? all : placesOf(villages.filter(isHome));
  if (homes.provinces.length === 0) throw new RangeError('There is no area of this code.');
  return {
    ...all,
    homes,
    deciles: decileShares(PROVINCE_PROFILES),
    issuer: createNumberIssuer(villages, aliases),
    classifier: new Classifier(categories),
  };
}

function placesOf(villages: readonly RegionData[]): Places {
  const byProvince = new Map<string, string[]>();
  for (const { code } of villages) {
    const province = code.slice(0, 2);
    const list = byProvince.get(province);
    if (list === undefined) byProvince.set(province, [code]);
    else list.push(code);
  }
  const profiles = PROVINCE_PROFILES.filter(({ code }) => byProvince.has(code));
  return {
    provinces: profiles.map(({ code, thousands }) => [code, thousands]),
    villages: byProvince,
  };
}
