import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const REFERENCE = new URL('../reference/', import.meta.url);

const bilingual = z.strictObject({ id: z.string().min(1), en: z.string().min(1) });
const code = z.string().regex(/^[A-Z][A-Z0-9_]{1,39}$/);
const age = z.int().min(0).max(120);

const ppksCategory = z.strictObject({
  code,
  number: z.int().min(1),
  officialNumber: z.string().max(8).nullable(),
  name: bilingual,
  definition: bilingual,
  minAgeYears: age.nullable().default(null),
  maxAgeYears: age.nullable().default(null),
  sex: z.enum(['M', 'F']).nullable().default(null),
  subjects: z.array(z.enum(['INDIVIDUAL', 'FAMILY', 'COMMUNITY', 'GROUP'])).min(1),
  sensitivity: z.enum(['R1', 'R2', 'R3']),
  regulation: z.string().min(1),
});

const exclusionGround = z.strictObject({
  code,
  name: bilingual,
  scope: z.enum(['PERSON', 'FAMILY']),
  legalBasis: z.string().min(1),
});

const regencyCode = z.string().regex(/^\d{2}\.\d{2}$/);
const regionAlias = z.strictObject({
  retiredCode: regencyCode,
  code: regencyCode.nullable(),
  name: z.string().min(1),
});

const calendarYear = z.strictObject({
  year: z.int().min(2020).max(2199),
  program: z.string().min(1).max(40).nullable(),
  cutOffDay: z.int().min(1).max(30),
  pullDay: z.int().min(2).max(31),
  mostRollOvers: z.int().min(1).max(120),
  source: z.string().min(1),
});

/** A class of people who need social services, as `ppks.yaml` has it. Ages in completed years, both ends included. */
export type PpksCategoryData = z.infer<typeof ppksCategory>;
/** A ground on which aid is refused, as `exclusion-grounds.yaml` has it. */
export type ExclusionGroundData = z.infer<typeof exclusionGround>;
/** A retired area code and today's, where known. */
export type RegionAliasData = z.infer<typeof regionAlias>;

/** When papers of proposals must be there in a year, as `proposal-calendar.yaml` has it. */
export type CalendarYearData = z.infer<typeof calendarYear>;

/** An area as the CSV files have it. */
export interface RegionData {
  readonly code: string;
  readonly name: string;
}

/** The PPKS categories, by number. @throws ZodError where the file breaks its form. */
export function readPpksCategories(): Promise<PpksCategoryData[]> {
  return readYaml('ppks.yaml', z.array(ppksCategory));
}

/** The exclusion grounds. @throws ZodError where the file breaks its form. */
export function readExclusionGrounds(): Promise<ExclusionGroundData[]> {
  return readYaml('exclusion-grounds.yaml', z.array(exclusionGround));
}

/** The retired area codes. @throws ZodError where the file breaks its form. */
export function readRegionAliases(): Promise<RegionAliasData[]> {
  return readYaml('region-aliases.yaml', z.array(regionAlias));
}

/** The calendar of proposals, by year. @throws ZodError where the file breaks its form. */
export function readProposalCalendar(): Promise<CalendarYearData[]> {
  return readYaml('proposal-calendar.yaml', z.array(calendarYear));
}

/** All areas, provinces first, villages last, each level ordered by code. */
export async function readRegions(): Promise<RegionData[]> {
  const levels = ['provinces', 'regencies', 'districts', 'villages'] as const;
  return (await Promise.all(levels.map(readRegionFile))).flat();
}

/** The villages alone, ordered by code. */
export function readVillages(): Promise<RegionData[]> {
  return readRegionFile('villages');
}

async function readRegionFile(
  level: 'provinces' | 'regencies' | 'districts' | 'villages',
): Promise<RegionData[]> {
  const text = await readFile(new URL(`regions/${level}.csv`, REFERENCE), 'utf8');
  const lines = text.split('\n');
  const regions: RegionData[] = [];
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const comma = line.indexOf(',');
    if (comma < 0) continue;
    regions.push({ code: line.slice(0, comma), name: unquote(line.slice(comma + 1)) });
  }
  return regions;
}

/** A CSV field that may stand in quotes; doubled quotes inside stand for one. */
function unquote(field: string): string {
  return field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field;
}

async function readYaml<T>(file: string, form: z.ZodType<T>): Promise<T> {
  return form.parse(parse(await readFile(new URL(file, REFERENCE), 'utf8')));
}
