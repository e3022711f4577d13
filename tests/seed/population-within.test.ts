import { expect, test } from 'vitest';
import { generatePopulation } from '../../prisma/seed/population/generate-population.js';
import {
  readPpksCategories,
  readRegionAliases,
  readVillages,
} from '../../prisma/seed/reference-files.js';

const reference = {
  villages: await readVillages(),
  aliases: await readRegionAliases(),
  categories: await readPpksCategories(),
};
const generate = (households: number, within?: string) =>
  [...generatePopulation(reference, { households, seed: 1, within })].map(
    ({ household }) => household,
  );

test('a population lives in one area when told to, as other people than those of the whole country', () => {
  const garut = generate(400, '32.05');
  expect(garut.filter(({ villageCode }) => !villageCode.startsWith('32.05.'))).toEqual([]);
  expect(new Set(garut.map(({ villageCode }) => villageCode.slice(0, 8))).size).toBe(42);
  expect(garut[0]?.id).not.toBe(generate(1)[0]?.id);
  expect(generate(20, '32.05')).toEqual(garut.slice(0, 20));
});

test('nobody of it has the number of another', () => {
  const niks = generate(400, '32.05.01').flatMap(({ people }) => people.map(({ nik }) => nik));
  const given = niks.filter((nik) => nik !== null);
  expect(new Set(given).size).toBe(given.length);
});

test('an area that there is none of has no population', () => {
  expect(() => generate(1, '32.99')).toThrow(RangeError);
});
