import type { Sql } from '../prisma/sql.js';
import { demandIndexLayer } from '../prisma/vault/demand-index-layer.js';
import { registerWrappingKey } from '../prisma/vault/register-wrapping-key.js';
import type { Vault } from '../prisma/vault/vault.js';
import { KeysError } from './keys.js';

interface Sample {
  readonly id: string;
  readonly identity: Uint8Array;
  readonly wrapped: Uint8Array | null;
  readonly index: Uint8Array;
}

/**
 * Opens one sealed identity and finds it by its blind index, before anything is written under keys that belong to another
 * database. An empty registry proves nothing and is accepted. Then the current wrapping key is registered; keys older than
 * those with which the registry is written already are refused, so that a retired one never comes back.
 *
 * @throws KeysError, IndexLayerError
 */
export async function checkKeys(sql: Sql, vault: Vault): Promise<void> {
  await demandIndexLayer(sql, vault);
  const [row] = await sql.query<Sample>(
    `SELECT p.id, p.identity, k.wrapped, p.nik_index AS index FROM person p LEFT JOIN person_key k ON k.person_id = p.id
      WHERE p.nik_index IS NOT NULL LIMIT 1`,
  );
  if (row !== undefined && !opens(vault, row)) {
    throw new KeysError('The keys are not those with which this database was written.');
  }
  const [newest] = await sql.query<{ id: number | null }>('SELECT max(id) AS id FROM wrapping_key');
  const { current, all } = vault.wrappingKeyIds();
  if (newest?.id && !all.includes(newest.id)) {
    throw new KeysError(
      `The keys are older than the database: wrapping key ${newest.id} is missing.`,
    );
  }
  if (newest?.id && newest.id >= current) return;
  await registerWrappingKey(sql, vault);
}

function opens(vault: Vault, { id, identity, wrapped, index }: Sample): boolean {
  try {
    const { nik } = vault.open('person', id, identity, wrapped);
    return nik !== null && Buffer.from(vault.nikIndex(nik)).equals(Buffer.from(index));
  } catch {
    return false;
  }
}
