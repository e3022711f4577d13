import { describe, expect, it } from 'vitest';
import { parseRegionCode, regionLevel } from '../../api/values/region-code.js';
import { PROVINCE_PROFILES } from '../../prisma/seed/population/province-profiles.js';
import { readRegionAliases, readRegions } from '../../prisma/seed/reference-files.js';

const regions = await readRegions();
const aliases = await readRegionAliases();
const codes = new Set(regions.map(({ code }) => code));

describe('the areas that ship', () => {
  it('hold every province, regency, district and village of the 2025 list', () => {
    const counts = { PROVINCE: 0, REGENCY: 0, DISTRICT: 0, VILLAGE: 0 };
    for (const { code } of regions) {
      const parsed = parseRegionCode(code);
      if (parsed === null) throw new Error(`${code} is no region code`);
      counts[regionLevel(parsed)] += 1;
    }
    expect(counts).toEqual({ PROVINCE: 38, REGENCY: 514, DISTRICT: 7285, VILLAGE: 83762 });
    expect(codes.size).toBe(regions.length);
  });

  it('hold 8,496 kelurahan, 75,252 desa and 14 desa adat', () => {
    const kinds = new Map<string, number>();
    for (const { code } of regions) {
      if (code.length === 13) kinds.set(code.charAt(9), (kinds.get(code.charAt(9)) ?? 0) + 1);
    }
    expect(Object.fromEntries(kinds)).toEqual({ '1': 8496, '2': 75252, '3': 14 });
  });

  it('have a parent each, up to the provinces', () => {
    const orphans = regions.filter(
      ({ code }) => code.length > 2 && !codes.has(code.slice(0, code.lastIndexOf('.'))),
    );
    expect(orphans).toEqual([]);
  });

  it('keep commas and quotes that belong to a name', () => {
    const named = new Map(regions.map(({ code, name }) => [code, name]));
    expect(named.get('12.07.28.1007')).toBe('Lubuk Pakam I,II');
    expect(named.get('94.04.10.2004')).toBe('T"Singa');
    expect(named.get('32.05')).toBe('Kabupaten Garut');
  });

  it('are all in the table by which the population is spread', () => {
    const provinces = regions.filter(({ code }) => code.length === 2).map(({ code }) => code);
    expect(PROVINCE_PROFILES.map(({ code }) => code)).toEqual(provinces);
  });
});

describe('the retired codes', () => {
  it('hold the 26 of the division of Papua and the ten older ones', () => {
    expect(aliases.filter(({ retiredCode }) => retiredCode >= '91')).toHaveLength(26);
    expect(aliases.filter(({ retiredCode }) => retiredCode < '91')).toHaveLength(10);
    expect(new Set(aliases.map(({ retiredCode }) => retiredCode)).size).toBe(36);
  });

  it('are no codes of today, and lead to codes of today', () => {
    for (const { retiredCode, code } of aliases) {
      expect(codes.has(retiredCode)).toBe(false);
      if (code !== null) expect(codes.has(code)).toBe(true);
    }
  });

  it('lead to an area of the same name', () => {
    const named = new Map(regions.map(({ code, name }) => [code, name]));
    const known = aliases.filter(({ code }) => code !== null);
    expect(known).toHaveLength(27);
    for (const { code, name } of known) expect(named.get(code ?? '')).toBe(name);
  });
});
