import type { Sql } from '../sql.js';
import type { Vault } from './vault.js';

/** Says that the registry is written under the current wrapping key from now on; before that nothing can be. */
export async function registerWrappingKey(
  sql: Pick<Sql, 'query'>,
  vault: Pick<Vault, 'wrappingKeyIds'>,
): Promise<void> {
  await sql.query('INSERT INTO wrapping_key (id) VALUES ($1::int4) ON CONFLICT DO NOTHING', [
    vault.wrappingKeyIds().current,
  ]);
}
