import { describe, expect, it } from 'vitest';
import { readExclusionGrounds, readPpksCategories } from '../../prisma/seed/reference-files.js';

const categories = await readPpksCategories();
const grounds = await readExclusionGrounds();

describe('the PPKS categories', () => {
  it('are the 26 of the list, in its order', () => {
    expect(categories.map(({ number }) => number)).toEqual(
      Array.from({ length: 26 }, (_, index) => index + 1),
    );
    expect(new Set(categories.map(({ code }) => code)).size).toBe(26);
  });

  it('reproduce the official ordinals but for the one that the list leaves out', () => {
    const official = categories.flatMap(({ officialNumber }) => officialNumber?.split('+') ?? []);
    const all = Array.from({ length: 26 }, (_, index) => index + 1).filter((one) => one !== 7);
    expect(official.map(Number).toSorted((one, other) => one - other)).toEqual(all);
    expect(categories.find(({ code }) => code === 'HOMELESS_OR_BEGGAR')?.officialNumber).toBe(
      '11+12',
    );
    expect(categories.slice(24).map(({ officialNumber }) => officialNumber)).toEqual([null, null]);
  });

  it('leave no gap between toddler and child', () => {
    const [toddler, child] = categories;
    expect(toddler).toMatchObject({ minAgeYears: 0, maxAgeYears: 5 });
    expect(child).toMatchObject({ minAgeYears: 6, maxAgeYears: 18 });
  });

  it('ask the age and sex of a vulnerable woman and the age of the elderly', () => {
    const byCode = new Map(categories.map((category) => [category.code, category]));
    expect(byCode.get('VULNERABLE_WOMAN')).toMatchObject({
      sex: 'F',
      minAgeYears: 18,
      maxAgeYears: 59,
    });
    expect(byCode.get('NEGLECTED_ELDERLY')).toMatchObject({
      sex: null,
      minAgeYears: 60,
      maxAgeYears: null,
    });
  });

  it('keep the eleven that shame or endanger a person for the case team', () => {
    const restricted = categories.filter(({ sensitivity }) => sensitivity === 'R3');
    expect(restricted.map(({ number }) => number)).toEqual([
      3, 6, 9, 12, 13, 14, 15, 16, 17, 22, 25,
    ]);
  });

  it('never speak of orientation', () => {
    const words = JSON.stringify(categories).toLowerCase();
    expect(words).not.toMatch(
      /gay|lesbi|waria|transgender|homoseks|homosexual|orientasi|orientation/,
    );
  });
});

describe('the exclusion grounds', () => {
  it('are eighteen, each with two names and a legal basis', () => {
    expect(new Set(grounds.map(({ code }) => code)).size).toBe(18);
    expect(grounds.filter(({ scope }) => scope === 'FAMILY')).toHaveLength(8);
  });
});
