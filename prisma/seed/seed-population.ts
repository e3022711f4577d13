import { setImmediate } from 'node:timers/promises';
import type { Vault } from '../vault/vault.js';
import type { BulkSql } from './bulk-sql.js';
import { collectFacts } from './collect-facts.js';
import { generatePopulation, type PopulationReference } from './population/generate-population.js';
import { populationIdRange } from './population/sequential-ids.js';
import { readPpksCategories, readRegionAliases, readVillages } from './reference-files.js';
import { REGISTRY_TABLES, RegistryBatch } from './registry-batch.js';
import { withoutIndexes } from './without-indexes.js';

/** Which population, and who wants to hear how far it is. */
export interface PopulationOptions {
  /** Households the database shall hold of this population, 1 to 1,000,000. */
  readonly households: number;
  /** Same seed, same people. A larger population of a seed begins with the smaller one. */
  readonly seed: number;
  /** Code of the area in which all of them live; null = the whole country. */
  readonly within?: string | null | undefined;
  readonly onProgress?: (progress: SeedProgress) => void;
}

/** How far a load is. */
export interface SeedProgress {
  readonly phase: 'LOADING' | 'INDEXING';
  /** Households in the database by now, those from before included. */
  readonly households: number;
  /** Rows added by this run, over all tables. */
  readonly rows: number;
}

/** What a run added. */
export interface SeedResult {
  readonly households: number;
  readonly rows: number;
}

/** The database holds a population of another seed or area. */
export class OtherPopulationError extends Error {
  constructor() {
    super(
      'The database holds a population of another seed or area. Use an empty database for this one.',
    );
  }
}

export const MOST_HOUSEHOLDS = 1_000_000;
const BATCH_HOUSEHOLDS = 2_000;
/** From here on, making the indexes afterwards is quicker than keeping them. */
const LARGE = 20_000;
/** Households made between two turns of the event loop. */
const SLICE = 50;
const TABLES = Object.keys(REGISTRY_TABLES);

/**
 * Brings the invented population up to `households`: adds what is missing, nothing where it is there already. Needs the
 * reference data. Memory stays flat; a small load commits every two thousand households and goes on from there when it is
 * run again, a large one on PostgreSQL is all or nothing.
 *
 * @throws OtherPopulationError where the database holds a population of another seed or area.
 * @throws RangeError for a number of households below 1 or above {@link MOST_HOUSEHOLDS}, or an area that there is none of.
 */
export async function seedPopulation(
  sql: BulkSql,
  vault: Vault,
  options: PopulationOptions,
): Promise<SeedResult> {
  const { households } = options;
  if (!Number.isInteger(households) || households < 1 || households > MOST_HOUSEHOLDS) {
    throw new RangeError(`Between 1 and ${MOST_HOUSEHOLDS} households can be seeded.`);
  }
  const before = await existing(sql);
  const reference = await readPopulationReference();
  refuseOther(reference, options, before.first);
  const missing = households - before.count;
  if (missing <= 0) {
    await collectFacts(sql);
    return { households: 0, rows: 0 };
  }
  const load = (inner: BulkSql): Promise<number> =>
    addHouseholds(inner, vault, reference, options, before.count);
  const large = sql.kind === 'server' && missing >= LARGE;
  const rows = await (large
    ? withoutIndexes(sql, TABLES, load, (added) => {
        options.onProgress?.({ phase: 'INDEXING', households, rows: added });
      })
    : load(sql));
  for (const table of TABLES) await sql.maintain(`ANALYZE "${table}"`);
  await collectFacts(sql);
  await sql.maintain('ANALYZE "household_facts"');
  return { households: missing, rows };
}

interface Existing {
  readonly count: number;
  /** Id of the first household; null where there is none. */
  readonly first: string | null;
}

async function existing(sql: BulkSql): Promise<Existing> {
  const { low, high } = populationIdRange(MOST_HOUSEHOLDS);
  const [row] = await sql.query<{ count: number; first: string | null }>(
    `SELECT count(*)::int AS count, min(id::text) AS first FROM household
      WHERE id >= $1::uuid AND id < $2::uuid`,
    [low, high],
  );
  return row ?? { count: 0, first: null };
}

async function readPopulationReference(): Promise<PopulationReference> {
  const [villages, aliases, categories] = await Promise.all([
    readVillages(),
    readRegionAliases(),
    readPpksCategories(),
  ]);
  return { villages, aliases, categories };
}

function refuseOther(
  reference: PopulationReference,
  { seed, within }: PopulationOptions,
  firstId: string | null,
): void {
  if (firstId === null) return;
  for (const { household } of generatePopulation(reference, { households: 1, seed, within })) {
    if (household.id !== firstId) throw new OtherPopulationError();
  }
}

/** Adds the households after the first `present`. Returns how many rows that were. */
async function addHouseholds(
  sql: BulkSql,
  vault: Vault,
  reference: PopulationReference,
  { households, seed, within, onProgress }: PopulationOptions,
  present: number,
): Promise<number> {
  const { categories } = reference;
  const sensitivity = new Map(categories.map((category) => [category.code, category.sensitivity]));
  let batch = new RegistryBatch({ vault, sensitivity });
  let index = 0;
  let rows = 0;
  let loading = Promise.resolve();
  // The database takes one batch while the next is made.
  const load = (full: RegistryBatch, loaded: number): Promise<void> => {
    const size = full.size;
    const done = sql
      .transaction((inner) => full.load(inner))
      .then(() => {
        rows += size;
        onProgress?.({ phase: 'LOADING', households: loaded, rows });
      });
    done.catch(() => undefined);
    return done;
  };
  for (const { household, nextId } of generatePopulation(reference, {
    ...{ households, seed, within },
  })) {
    index += 1;
    if (index % SLICE === 0) await setImmediate();
    if (index <= present) continue;
    batch.add(household, nextId);
    if ((index - present) % BATCH_HOUSEHOLDS !== 0 && index < households) continue;
    await loading;
    loading = load(batch, index);
    batch = new RegistryBatch({ vault, sensitivity });
  }
  await loading;
  return rows;
}
