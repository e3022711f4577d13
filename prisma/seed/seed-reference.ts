import { createHash } from 'node:crypto';
import { loadRuleSets } from '../../api/eligibility/load-rule-sets.js';
import { regionLevel, type RegionCode } from '../../api/values/region-code.js';
import type { BulkSql } from './bulk-sql.js';
import type { CopyValue } from './copy-text.js';
import {
  readExclusionGrounds,
  readPpksCategories,
  readProposalCalendar,
  readRegionAliases,
  readRegions,
} from './reference-files.js';
import { seedPrograms } from './seed-programs.js';

const VILLAGE_KINDS: Readonly<Record<string, string>> = {
  '1': 'KELURAHAN',
  '2': 'DESA',
  '3': 'DESA_ADAT',
};

/**
 * Writes the data that ships: areas with their retired codes, PPKS categories, exclusion grounds, programs and their rule
 * versions. Writing it again changes only what differs. Areas that a newer edition no longer has are kept, because
 * households may live there; published rule versions are never changed.
 */
export async function seedReference(sql: BulkSql): Promise<void> {
  const programs = await loadRuleSets();
  await sql.transaction(async (inner) => {
    await seedRegions(inner);
    await upsert(
      inner,
      'region_alias',
      ['retired_code', 'name', 'code'],
      (await readRegionAliases()).map(({ retiredCode, name, code }) => [retiredCode, name, code]),
    );
    await upsert(inner, 'ppks_category', PPKS_COLUMNS, await ppksRows());
    await upsert(
      inner,
      'exclusion_ground',
      ['code', 'name_id', 'name_en', 'scope', 'legal_basis'],
      (await readExclusionGrounds()).map((ground) => [
        ground.code,
        ground.name.id,
        ground.name.en,
        ground.scope,
        ground.legalBasis,
      ]),
    );
    await seedPrograms(inner, programs);
    await upsert(inner, 'proposal_calendar', CALENDAR_COLUMNS, await calendarRows());
  });
}

const CALENDAR_COLUMNS = [
  ...['key', 'year', 'program_code', 'cut_off_day', 'pull_day', 'most_roll_overs', 'source'],
];

async function calendarRows(): Promise<CopyValue[][]> {
  return (await readProposalCalendar()).map(
    ({ year, program, cutOffDay, pullDay, mostRollOvers, source }) => [
      ...[program === null ? String(year) : `${year} ${program}`, year, program],
      ...[cutOffDay, pullDay, mostRollOvers, source],
    ],
  );
}

/** The areas are many: that they are there unchanged is found by a digest, so that a start costs little. */
async function seedRegions(sql: BulkSql): Promise<void> {
  const rows = (await readRegions()).map(regionRow).toSorted(byCode);
  const [stored] = await sql.query<{ digest: string | null }>(
    `SELECT md5(string_agg(concat_ws('|', ${REGION_COLUMNS.join(', ')}), E'\\n' ORDER BY code)) AS digest FROM region`,
  );
  const text = rows.map((row) => row.filter((value) => value !== null).join('|')).join('\n');
  if (stored?.digest === createHash('md5').update(text).digest('hex')) return;
  await upsert(sql, 'region', REGION_COLUMNS, rows);
}

function byCode([one]: CopyValue[], [other]: CopyValue[]): number {
  return String(one) < String(other) ? -1 : 1;
}

const REGION_COLUMNS = ['code', 'name', 'level', 'village_kind', 'parent_code'];

function regionRow({ code, name }: { code: string; name: string }): CopyValue[] {
  const level = regionLevel(code as RegionCode);
  const parent = level === 'PROVINCE' ? null : code.slice(0, code.lastIndexOf('.'));
  const kind = level === 'VILLAGE' ? (VILLAGE_KINDS[code.charAt(9)] ?? null) : null;
  return [code, name, level, kind, parent];
}

const PPKS_COLUMNS = [
  'code',
  'number',
  'official_number',
  'name_id',
  'name_en',
  'definition_id',
  'definition_en',
  'min_age_years',
  'max_age_years',
  'sex',
  'subjects',
  'sensitivity',
  'regulation',
];

async function ppksRows(): Promise<CopyValue[][]> {
  return (await readPpksCategories()).map((category) => [
    category.code,
    category.number,
    category.officialNumber,
    category.name.id,
    category.name.en,
    category.definition.id,
    category.definition.en,
    category.minAgeYears,
    category.maxAgeYears,
    category.sex,
    category.subjects,
    category.sensitivity,
    category.regulation,
  ]);
}

/** Fills an empty table; otherwise loads rows beside it and takes over those that are new or differ. The first column is the key. */
async function upsert(
  sql: BulkSql,
  table: string,
  columns: readonly string[],
  rows: readonly CopyValue[][],
): Promise<void> {
  const found = await sql.query(`SELECT 1 AS found FROM ${table} LIMIT 1`);
  if (found.length === 0) return sql.copy(table, columns, rows);
  const staging = `staging_${table}`;
  const [key, ...others] = columns;
  await sql.query(
    `CREATE TEMP TABLE ${staging} ON COMMIT DROP AS SELECT ${columns.join(', ')} FROM ${table} WITH NO DATA`,
  );
  await sql.copy(staging, columns, rows);
  await sql.query(
    `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${columns.join(', ')} FROM ${staging}
     ON CONFLICT (${key}) DO UPDATE SET ${others.map((name) => `${name} = excluded.${name}`).join(', ')}
     WHERE (${others.map((name) => `${table}.${name}`).join(', ')})
       IS DISTINCT FROM (${others.map((name) => `excluded.${name}`).join(', ')})`,
  );
}
