import type { Sql } from '../prisma/sql.js';
import type { Vault } from '../prisma/vault/vault.js';
import { KeysError } from './keys.js';

/**
 * Opens one sealed identity and finds it by its blind index, before anything is written under keys that belong to another
 * database. An empty registry proves nothing and is accepted.
 *
 * @throws KeysError
 */
export async function checkKeys(sql: Sql, vault: Vault): Promise<void> {
  const [row] = await sql.query<{ id: string; identity: Uint8Array; index: Uint8Array }>(
    'SELECT id, identity, nik_index AS index FROM person WHERE nik_index IS NOT NULL LIMIT 1',
  );
  if (row === undefined) return;
  if (!opens(vault, row)) {
    throw new KeysError('The keys are not those with which this database was written.');
  }
}

function opens(
  vault: Vault,
  row: { id: string; identity: Uint8Array; index: Uint8Array },
): boolean {
  try {
    const { nik } = vault.open('person', row.id, row.identity);
    return nik !== null && Buffer.from(vault.nikIndex(nik)).equals(Buffer.from(row.index));
  } catch {
    return false;
  }
}
