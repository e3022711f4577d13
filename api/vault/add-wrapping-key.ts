import { randomBytes } from 'node:crypto';
import type { Sql } from '../../prisma/sql.js';
import { changeKeys } from './change-keys.js';

/**
 * Adds a wrapping key to the key file, which opens but does not wrap yet, and gives its id. Ids only rise, those of the
 * database included, so that none ever names two keys.
 *
 * @throws KeysError
 */
export async function addWrappingKey(file: string, sql: Sql): Promise<number> {
  const [newest] = await sql.query<{ id: number | null }>('SELECT max(id) AS id FROM wrapping_key');
  let id = 0;
  await changeKeys(file, ({ wrapping: { current, keys } }) => {
    id = Math.max(newest?.id ?? 0, ...keys.map((key) => key.id)) + 1;
    const key = randomBytes(32).toString('base64url');
    return { wrapping: { current, keys: [...keys, { id, key }] } };
  });
  return id;
}
