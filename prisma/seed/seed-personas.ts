import type { Vault } from '../vault/vault.js';
import type { BulkSql } from './bulk-sql.js';
import { collectFacts } from './collect-facts.js';
import { personaRowIds, readPersonas } from './personas.js';
import { readPpksCategories } from './reference-files.js';
import { RegistryBatch } from './registry-batch.js';

/**
 * Writes the personas on which examples, sandbox and tests rely. Those that are there already are left alone, whatever
 * somebody did to them. Needs the reference data. Returns how many households were added.
 */
export async function seedPersonas(sql: BulkSql, vault: Vault): Promise<number> {
  const personas = await readPersonas();
  const categories = await readPpksCategories();
  const sensitivity = new Map(categories.map((category) => [category.code, category.sensitivity]));
  const batch = new RegistryBatch({ vault, sensitivity });
  const added = await sql.transaction(async (inner) => {
    const found = await inner.query<{ id: string }>(
      'SELECT id::text FROM household WHERE id = ANY ($1::uuid[])',
      [personas.map(({ id }) => id)],
    );
    const known = new Set(found.map(({ id }) => id));
    const missing = personas.filter(({ id }) => !known.has(id));
    for (const persona of missing) batch.add(persona, personaRowIds(persona.id));
    await batch.load(inner);
    return missing.length;
  });
  await collectFacts(sql);
  return added;
}
