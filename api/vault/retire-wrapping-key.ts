import type { Sql } from '../../prisma/sql.js';
import { asSteward } from '../../prisma/vault/as-steward.js';
import { KeysError } from '../keys.js';
import { changeKeys } from './change-keys.js';

// A value of the first form names its key in the second and third byte.
const NEEDED_STATEMENT = `
SELECT ((SELECT count(*) FROM person_key WHERE wrapping_key_id = $1::int4)
  + (SELECT count(*) FROM household_key WHERE wrapping_key_id = $1::int4)
  + (SELECT count(*) FROM person WHERE substring(identity FROM 1 FOR 3) = decode($2, 'hex'))
  + (SELECT count(*) FROM household WHERE substring(identity FROM 1 FOR 3) = decode($2, 'hex'))
  + (SELECT count(*) FROM change_entry WHERE table_name IN ('person', 'household')
      AND starts_with(row ->> 'identity', '\\x' || $2)))::int4 AS count`;

/**
 * Takes a wrapping key out of the database and the key file. From then on it opens nothing, and what a server with old keys
 * would wrap under it is refused by the database.
 *
 * @throws KeysError while any value needs it, or while it is the one that wraps.
 */
export async function retireWrappingKey(file: string, sql: Sql, id: number): Promise<void> {
  await changeKeys(file, async ({ wrapping }) => {
    if (wrapping.current === id) throw new KeysError(`Wrapping key ${id} is the one that wraps.`);
    const known = wrapping.keys.some((key) => key.id === id);
    if (!known) throw new KeysError(`${file} has no wrapping key ${id}.`);
    await asSteward(sql, async (inner) => {
      const first = `01${id.toString(16).padStart(4, '0')}`;
      const [needed] = await inner.query<{ count: number }>(NEEDED_STATEMENT, [id, first]);
      const count = needed?.count ?? 0;
      if (count > 0) {
        throw new KeysError(
          `Wrapping key ${id} is still needed by ${count} value(s): run \`npm run vault:rotate\` first.`,
        );
      }
      await inner.query('DELETE FROM wrapping_key WHERE id = $1::int4', [id]);
    });
    return { wrapping: { ...wrapping, keys: wrapping.keys.filter((key) => key.id !== id) } };
  });
}
