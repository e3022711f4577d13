import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase, type Database } from '../../prisma/database.js';
import { bulkSql, type BulkSql } from '../../prisma/seed/bulk-sql.js';
import { readPersonas } from '../../prisma/seed/personas.js';
import { REGISTRY_TABLES } from '../../prisma/seed/registry-batch.js';
import { SANDBOX_PARTNERS, seedSandboxPartners } from '../../prisma/seed/sandbox-partners.js';
import { seedPersonas } from '../../prisma/seed/seed-personas.js';
import { OtherPopulationError, seedPopulation } from '../../prisma/seed/seed-population.js';
import { seedReference } from '../../prisma/seed/seed-reference.js';
import { withoutIndexes } from '../../prisma/seed/without-indexes.js';
import { createVault } from '../../prisma/vault/vault.js';
import {
  createDatabase,
  databasePrefix,
  databaseUrl,
  TEST_DATABASE_URL,
} from '../support/postgres.js';

const vault = createVault({
  wrapping: { current: 1, byId: new Map([[1, randomBytes(32)]]) },
  index: randomBytes(32),
});
let database: Database;
let sql: BulkSql;

beforeAll(async () => {
  database = await openEmpty();
  await database.migrate();
  sql = bulkSql(database);
  await seedReference(sql);
  await seedSandboxPartners(sql);
  await seedPersonas(sql, vault);
  await seedPopulation(sql, vault, { households: 200, seed: 1 });
});

afterAll(async () => {
  await database.close();
});

/** An empty database: in memory, or on the server that the tests run on. */
async function openEmpty(): Promise<Database> {
  if (TEST_DATABASE_URL === undefined) return openDatabase({ directory: null });
  const name = `${databasePrefix(inject('runDirectory'))}_seeding`;
  await createDatabase(name);
  return openDatabase({ url: databaseUrl(name) });
}

async function count(table: string, where = 'true'): Promise<number> {
  const [row] = await sql.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM ${table} WHERE ${where}`,
  );
  return row?.n ?? -1;
}

async function fingerprint(): Promise<string[]> {
  const tables = [
    ...Object.keys(REGISTRY_TABLES),
    'region',
    'ppks_category',
    'rule_version',
    'agreement',
  ];
  const rows = tables.map((table) =>
    sql.query<{ print: string }>(
      `SELECT md5(string_agg(one::text, '' ORDER BY one::text)) AS print FROM "${table}" one`,
    ),
  );
  return (await Promise.all(rows)).map(([row]) => row?.print ?? '');
}

describe('seeding', () => {
  it('writes all the reference data', async () => {
    expect(await count('region')).toBe(91_599);
    expect(await count('region', `level = 'VILLAGE' AND village_kind = 'DESA_ADAT'`)).toBe(14);
    expect(await count('region_alias')).toBe(36);
    expect(await count('ppks_category')).toBe(26);
    expect(await count('exclusion_ground')).toBe(18);
    expect(await count('program')).toBe(7);
    expect(await count('rule_version', `version = '2020-03-01'`)).toBe(1);
  });

  it('changes nothing when it runs again', async () => {
    const before = await fingerprint();
    await seedReference(sql);
    await seedSandboxPartners(sql);
    expect(await seedPersonas(sql, vault)).toBe(0);
    expect(await seedPopulation(sql, vault, { households: 200, seed: 1 })).toEqual({
      households: 0,
      rows: 0,
    });
    expect(await fingerprint()).toEqual(before);
    expect(await count('change_entry')).toBe(0);
  });

  it('restores reference rows that were altered', async () => {
    await sql.query(`UPDATE ppks_category SET name_en = 'Altered' WHERE code = 'POOR'`);
    await sql.query(`UPDATE region SET name = 'Altered' WHERE code = '32.05'`);
    await seedReference(sql);
    expect(await count('region', `code = '32.05' AND name = 'Kabupaten Garut'`)).toBe(1);
    expect(await count('ppks_category', `name_en = 'Altered'`)).toBe(0);
  });

  it('writes every persona, found by the index of its NIK and opened by the vault', async () => {
    const personas = await readPersonas();
    expect(personas).toHaveLength(26);
    for (const { id, villageCode, kkNumber, people } of personas) {
      const [home] = await sql.query<{ identity: Uint8Array; key: Uint8Array; village: string }>(
        `SELECT h.identity, k.wrapped AS key, h.village_code AS village
           FROM household h JOIN household_key k ON k.household_id = h.id WHERE h.kk_index = $1`,
        [vault.kkIndex(kkNumber)],
      );
      expect(home?.village).toBe(villageCode);
      expect(
        vault.open('household', id, home?.identity ?? new Uint8Array(), home?.key ?? null).kkNumber,
      ).toBe(kkNumber);
      for (const { nik, name, id: personId } of people) {
        const rows = await sql.query<{ id: string; identity: Uint8Array; key: Uint8Array }>(
          `SELECT p.id::text, p.identity, k.wrapped AS key FROM person p JOIN person_key k ON k.person_id = p.id
            WHERE p.nik_index = $1 OR ($1 IS NULL AND p.id = $2::uuid)`,
          [nik === null ? null : vault.nikIndex(nik), personId],
        );
        expect(rows).toHaveLength(1);
        expect(rows[0]?.id).toBe(personId);
        expect(
          vault.open(
            'person',
            personId,
            rows[0]?.identity ?? new Uint8Array(),
            rows[0]?.key ?? null,
          ),
        ).toEqual({
          nik,
          name,
        });
      }
    }
  });

  it('keeps the warning of the persona whose printed birth date differs, and of no other persona', async () => {
    const personas = await readPersonas();
    const warned = await sql.query<{ id: string; warnings: string[] }>(
      `SELECT id::text, warnings FROM person WHERE household_id = ANY ($1::uuid[]) AND cardinality(warnings) > 0`,
      [personas.map(({ id }) => id)],
    );
    expect(warned).toHaveLength(1);
    expect(warned[0]?.warnings).toEqual(['NIK_BIRTH_DATE_DIFFERS']);
  });

  it('has personas stand in the register in 2020 and now, and the unlisted in neither', async () => {
    const listings = await sql.query<{ system: string; n: number }>(
      `SELECT system::text, count(*)::int AS n FROM registry_listing WHERE household_id = ANY ($1::uuid[])
        GROUP BY system ORDER BY 1`,
      [(await readPersonas()).map(({ id }) => id)],
    );
    expect(listings).toEqual([
      { system: 'DTKS', n: 23 },
      { system: 'DTSEN', n: 23 },
    ]);
  });

  it('gives each sandbox partner one agreement over the whole country', async () => {
    const rows = await sql.query<{
      slug: string;
      purpose: string;
      programs: string[];
      territories: string[];
    }>(
      `SELECT slug, purpose::text, programs, territories FROM partner JOIN agreement ON partner_id = partner.id
        WHERE DATE '2026-11-01' BETWEEN valid_from AND valid_until ORDER BY slug`,
    );
    expect(rows.map(({ slug }) => slug)).toEqual(
      SANDBOX_PARTNERS.map(({ slug }) => slug).toSorted(),
    );
    expect(rows.every(({ territories }) => territories.join() === 'ID')).toBe(true);
    expect(rows.find(({ slug }) => slug === 'sandbox-hospital')?.programs).toEqual(['PBI_JK']);
  });

  it('keeps no NIK, KK number or name in the open', async () => {
    const [nik = ''] = (await readPersonas()).flatMap(({ people }) =>
      people.map((one) => one.nik ?? ''),
    );
    for (const table of Object.keys(REGISTRY_TABLES)) {
      expect(
        await count(`"${table}" one`, `one::text LIKE '%${nik}%' OR one::text LIKE '%Contoh%'`),
      ).toBe(0);
    }
  });

  it('goes on where an earlier load stopped', async () => {
    expect(await seedPopulation(sql, vault, { households: 260, seed: 1 })).toMatchObject({
      households: 60,
    });
    expect(await count('household')).toBe(286);
    expect(
      await count(
        'person',
        `village_code <> (SELECT village_code FROM household WHERE id = household_id)`,
      ),
    ).toBe(0);
  });

  it('refuses a population of another seed or area', async () => {
    for (const other of [{ seed: 2 }, { seed: 1, within: '32.05' }]) {
      await expect(seedPopulation(sql, vault, { households: 300, ...other })).rejects.toThrow(
        OtherPopulationError,
      );
    }
    expect(await count('household')).toBe(286);
  });

  it('refuses sizes that are none', async () => {
    for (const households of [0, -1, 1.5, 1_000_001]) {
      await expect(seedPopulation(sql, vault, { households, seed: 1 })).rejects.toThrow(RangeError);
    }
  });
});

describe('loading without indexes', () => {
  const catalogue = (): Promise<{ name: string; definition: string }[]> =>
    sql.query(
      `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
        WHERE indrelid::regclass::text = ANY ($1)
       UNION ALL
       SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
       ORDER BY 1, 2`,
      [Object.keys(REGISTRY_TABLES)],
    );

  it('takes them away for the load and makes the same again', async () => {
    const before = await catalogue();
    const during = await withoutIndexes(sql, Object.keys(REGISTRY_TABLES), (inner) =>
      inner.query<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_constraint WHERE contype = 'f' AND conrelid = 'person'::regclass`,
      ),
    );
    expect(during[0]?.n).toBe(0);
    expect(await catalogue()).toEqual(before);
  });

  it('leaves them as they were when the load fails', async () => {
    const before = await catalogue();
    const failing = withoutIndexes(sql, Object.keys(REGISTRY_TABLES), () =>
      Promise.reject(new Error('cut off')),
    );
    await expect(failing).rejects.toThrow('cut off');
    expect(await catalogue()).toEqual(before);
  });
});
