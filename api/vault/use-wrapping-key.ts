import type { Sql } from '../../prisma/sql.js';
import { KeysError } from '../keys.js';
import { changeKeys } from './change-keys.js';

/**
 * Makes a wrapping key of the key file the one that wraps. The database is told first: it takes no key that it does not
 * know.
 *
 * @throws KeysError where the file has no such key, or a newer one wraps already.
 */
export async function useWrappingKey(file: string, sql: Sql, id: number): Promise<void> {
  await changeKeys(file, async ({ wrapping }) => {
    if (!wrapping.keys.some((key) => key.id === id)) {
      throw new KeysError(`${file} has no wrapping key ${id}.`);
    }
    if (wrapping.current > id) {
      throw new KeysError(`Wrapping key ${wrapping.current} is newer and wraps already.`);
    }
    await sql.query('INSERT INTO wrapping_key (id) VALUES ($1::int4) ON CONFLICT DO NOTHING', [id]);
    return { wrapping: { ...wrapping, current: id } };
  });
}
