import { describe, expect, it } from 'vitest';
import { parseKkNumber } from '../../api/values/kk-number.js';
import { nikBirth, parseNik } from '../../api/values/nik.js';
import { readPersonas } from '../../prisma/seed/personas.js';
import type { PlainHousehold, PlainPerson } from '../../prisma/seed/plain-household.js';
import { ageOn, POPULATION_DATE } from '../../prisma/seed/population/calendar.js';
import { generatePopulation } from '../../prisma/seed/population/generate-population.js';
import {
  readExclusionGrounds,
  readPpksCategories,
  readRegionAliases,
  readVillages,
} from '../../prisma/seed/reference-files.js';

const reference = {
  villages: await readVillages(),
  aliases: await readRegionAliases(),
  categories: await readPpksCategories(),
};
const households = 3_000;
const population = generate(households, 1);
const people = population.flatMap((household) => household.people);

function generate(count: number, seed: number): PlainHousehold[] {
  return [...generatePopulation(reference, { households: count, seed })].map(
    ({ household }) => household,
  );
}

function share<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length / items.length;
}

function age(person: PlainPerson): number {
  return ageOn(person.birthDate, POPULATION_DATE);
}

function current(household: PlainHousehold) {
  return household.listings.find(({ period }) => period === '2026-Q4');
}

function level(person: PlainPerson): string | null {
  return person.conditions.find(({ kind }) => kind === 'SCHOOL_LEVEL')?.grade ?? null;
}

describe('the invented population', () => {
  it('is the same for the same seed and another for another', () => {
    expect(generate(200, 1)).toEqual(population.slice(0, 200));
    expect(generate(200, 2)).not.toEqual(population.slice(0, 200));
  });

  it('has the mean family size of DTSEN', () => {
    expect(people.length / households).toBeGreaterThan(2.94);
    expect(people.length / households).toBeLessThan(3.14);
  });

  it('has ten per cent of the ranked households in each decile, in both versions of the register', () => {
    for (const period of ['2026-Q3', '2026-Q4']) {
      const deciles = population.flatMap(({ listings }) =>
        listings.flatMap((one) =>
          one.period === period && one.decile !== null ? [one.decile] : [],
        ),
      );
      for (let decile = 1; decile <= 10; decile += 1) {
        const found = share(deciles, (one) => one === decile);
        expect(found, `${period} decile ${decile}`).toBeGreaterThan(0.08);
        expect(found, `${period} decile ${decile}`).toBeLessThan(0.12);
      }
    }
  });

  it('has more households of the lower deciles where provinces are poorer', () => {
    const low = (provinces: readonly string[]): number =>
      share(
        generate(20_000, 3).filter(
          (one) => provinces.includes(one.villageCode.slice(0, 2)) && current(one)?.decile != null,
        ),
        (one) => (current(one)?.decile ?? 10) <= 3,
      );
    expect(low(['53', '94', '95'])).toBeGreaterThan(low(['31', '51', '36']) + 0.1);
  });

  it('leaves about seven per cent unlisted and one and a half unranked', () => {
    const unlisted = share(population, (one) => current(one)?.listed !== true);
    expect(unlisted).toBeGreaterThan(0.055);
    expect(unlisted).toBeLessThan(0.085);
    const unranked = share(population, (one) => {
      const listing = current(one);
      return listing?.listed === true && listing.decile === null;
    });
    expect(unranked).toBeGreaterThan(0.008);
    expect(unranked).toBeLessThan(0.023);
  });

  it('is half male and half female, with the ages of a country', () => {
    expect(share(people, ({ sex }) => sex === 'M')).toBeGreaterThan(0.475);
    expect(share(people, ({ sex }) => sex === 'M')).toBeLessThan(0.525);
    expect(share(people, (one) => age(one) < 15)).toBeCloseTo(0.25, 1);
    expect(share(people, (one) => age(one) >= 60)).toBeCloseTo(0.12, 1);
    expect(Math.min(...people.map(age))).toBe(0);
    expect(Math.max(...people.map(age))).toBeLessThan(100);
  });

  it('gives each family one head, and children younger than their parents', () => {
    for (const { people: family } of population) {
      const heads = family.filter(({ relationship }) => relationship === 'HEAD');
      expect(heads).toHaveLength(1);
      const [head] = heads;
      if (head === undefined) throw new Error('no head');
      expect(age(head)).toBeGreaterThanOrEqual(17);
      for (const one of family) {
        if (one.relationship === 'CHILD') expect(age(one)).toBeLessThanOrEqual(age(head) - 10);
        if (one.relationship === 'PARENT') expect(age(one)).toBeGreaterThanOrEqual(age(head) + 18);
      }
    }
  });

  it('sends children to the school of their age', () => {
    const of = (from: number, to: number): PlainPerson[] =>
      people.filter((one) => age(one) >= from && age(one) <= to);
    expect(share(of(0, 5), (one) => level(one) === null)).toBe(1);
    expect(share(of(8, 11), (one) => level(one) === 'ELEMENTARY')).toBeGreaterThan(0.93);
    expect(share(of(14, 14), (one) => level(one) === 'JUNIOR_HIGH')).toBeGreaterThan(0.8);
    expect(share(of(17, 17), (one) => level(one) === 'SENIOR_HIGH')).toBeGreaterThan(0.65);
    expect(share(of(26, 99), (one) => level(one) === null)).toBe(1);
    expect(people.some((one) => age(one) === 6 && level(one) === 'ELEMENTARY')).toBe(true);
    expect(people.some((one) => age(one) === 6 && level(one) === null)).toBe(true);
  });

  it('has eight per cent with a disability, a fifth of them severe', () => {
    const grades = people.flatMap(({ conditions }) =>
      conditions.flatMap(({ kind, grade }) => (kind === 'DISABILITY' ? [grade] : [])),
    );
    expect(grades.length / people.length).toBeGreaterThan(0.065);
    expect(grades.length / people.length).toBeLessThan(0.09);
    expect(share(grades, (grade) => grade === 'SEVERE')).toBeCloseTo(0.19, 1);
  });

  it('lets only women be pregnant, and none before her adult years', () => {
    const mothers = people.filter(({ conditions }) =>
      conditions.some(({ kind }) => kind === 'PREGNANT'),
    );
    expect(mothers.length).toBeGreaterThan(30);
    expect(mothers.every((one) => one.sex === 'F' && age(one) >= 18 && age(one) <= 43)).toBe(true);
  });

  it('has the answers of Dukcapil, nine of ten matched, and none for some', () => {
    const last = people.map(({ dukcapil }) => dukcapil.at(-1)?.status ?? null);
    expect(share(last, (status) => status === 'MATCHED')).toBeCloseTo(0.93, 1);
    for (const status of [
      'MISMATCHED',
      'NOT_FOUND',
      'DECEASED',
      'NOT_RECORDED',
      'DUPLICATE',
      'SERVICE_UNAVAILABLE',
      null,
    ]) {
      expect(last, `${status}`).toContain(status);
    }
  });

  it('classifies within the age and sex rules of the categories', () => {
    const rules = new Map(reference.categories.map((category) => [category.code, category]));
    let classified = 0;
    for (const person of people) {
      for (const { code, since } of person.classifications) {
        const rule = rules.get(code);
        if (rule === undefined) throw new Error(`unknown category ${code}`);
        classified += 1;
        for (const years of [ageOn(person.birthDate, since), age(person)]) {
          expect(years).toBeGreaterThanOrEqual(rule.minAgeYears ?? 0);
          expect(years).toBeLessThanOrEqual(rule.maxAgeYears ?? 150);
        }
        if (rule.sex !== null) expect(person.sex).toBe(rule.sex);
        expect(rule.subjects).toContain('INDIVIDUAL');
      }
    }
    expect(classified / people.length).toBeGreaterThan(0.03);
    const poor = share(population, (one) =>
      one.classifications.some(({ code }) => code === 'POOR'),
    );
    expect(poor).toBeGreaterThan(0.09);
    expect(poor).toBeLessThan(0.16);
  });

  it('puts exclusion grounds where their scope says', async () => {
    const scope = new Map(
      (await readExclusionGrounds()).map((ground) => [ground.code, ground.scope]),
    );
    const family = population.flatMap(({ exclusions }) => exclusions);
    const own = people.flatMap(({ exclusions }) => exclusions);
    expect(family.length).toBeGreaterThan(60);
    expect(own.length).toBeGreaterThan(100);
    expect(family.every(({ code }) => scope.get(code) === 'FAMILY')).toBe(true);
    expect(own.every(({ code }) => scope.get(code) === 'PERSON')).toBe(true);
  });

  it('enrols only in the lower half, in every state', () => {
    const enrolled = population.filter(({ enrolments }) => enrolments.length > 0);
    expect(enrolled.every((one) => (current(one)?.decile ?? 10) <= 5)).toBe(true);
    const states = new Set(
      population.flatMap(({ enrolments }) => enrolments.map(({ status }) => status)),
    );
    expect([...states].toSorted()).toEqual(['ACTIVE', 'ENDED', 'SUSPENDED', 'WAITLISTED']);
    expect(
      people.some(({ enrolments }) => enrolments.some(({ program }) => program === 'PBI_JK')),
    ).toBe(true);
  });

  it('has seen six houses of ten', () => {
    expect(share(population, ({ housing }) => housing.length === 1)).toBeCloseTo(0.6, 1);
  });
});

describe('the numbers of the population', () => {
  const niks = people.flatMap(({ nik }) => (nik === null ? [] : [nik]));
  const kkNumbers = population.map(({ kkNumber }) => kkNumber);

  it('are valid in form, and plainly invented by their serials', () => {
    expect(niks.every((nik) => parseNik(nik) !== null)).toBe(true);
    expect(kkNumbers.every((number) => parseKkNumber(number) !== null)).toBe(true);
    expect([...niks, ...kkNumbers].every((number) => Number(number.slice(12)) >= 9000)).toBe(true);
  });

  it('never occur twice, even where a hundred thousand people live in a handful of villages', () => {
    const crowded = { ...reference, villages: onePerProvince(reference.villages) };
    const seen = new Set<string>();
    let given = 0;
    for (const { household } of generatePopulation(crowded, { households: 40_000, seed: 9 })) {
      for (const { nik } of household.people) {
        if (nik === null) continue;
        given += 1;
        seen.add(nik);
      }
    }
    expect(given).toBeGreaterThan(100_000);
    expect(seen.size).toBe(given);
    expect(new Set(niks).size).toBe(niks.length);
    expect(new Set(kkNumbers).size).toBe(kkNumbers.length);
  });

  it('belong to no persona', async () => {
    const personas = await readPersonas();
    const taken = new Set(
      personas.flatMap((one) => [one.kkNumber, ...one.people.map(({ nik }) => nik)]),
    );
    expect([...niks, ...kkNumbers].filter((number) => taken.has(number))).toEqual([]);
  });

  it('print the recorded birth date, but for the few that were corrected', () => {
    const known = people.filter(({ nik }) => nik !== null);
    const differs = share(known, (person) => {
      const printed = nikBirth(parseNik(person.nik) ?? failing());
      return printed?.day !== Number(person.birthDate.slice(8));
    });
    expect(differs).toBeGreaterThan(0.002);
    expect(differs).toBeLessThan(0.016);
  });

  it('keep the retired codes of Papua on those who were registered before the division', () => {
    const retired = new Map(
      reference.aliases.map(({ retiredCode, code }) => [retiredCode.replace('.', ''), code]),
    );
    const carriers = generate(20_000, 5).flatMap((household) =>
      household.people.flatMap(({ nik, birthDate }) =>
        nik !== null && retired.has(nik.slice(0, 4)) ? [{ household, nik, birthDate }] : [],
      ),
    );
    expect(carriers.length).toBeGreaterThan(200);
    expect(carriers.every(({ birthDate }) => birthDate < '2023-01-01')).toBe(true);
    const atHome = carriers.filter(
      ({ household, nik }) => household.villageCode.slice(0, 5) === retired.get(nik.slice(0, 4)),
    );
    expect(atHome.length / carriers.length).toBeGreaterThan(0.5);
  });

  it('are missing for some newborns', () => {
    const without = people.filter(({ nik }) => nik === null);
    expect(without.length).toBeGreaterThan(5);
    expect(without.every(({ birthDate }) => birthDate > '2026-08-01')).toBe(true);
  });
});

function onePerProvince(villages: typeof reference.villages): typeof reference.villages {
  return [...new Map(villages.map((village) => [village.code.slice(0, 2), village])).values()];
}

function failing(): never {
  throw new Error('not a NIK');
}
