import { expect, test } from 'vitest';
import { openDatabase } from '../../prisma/database.js';

test('lists of a new enum can be sent in the session that migrated', async () => {
  const database = await openDatabase({ directory: null });
  expect(await database.migrate()).toContain('0001_registry');
  const purposes = ['SOCIAL_SERVICE', 'SELF_SERVICE'];
  const rows = await database.sql.query<{ purpose: string }>(
    'SELECT p::text AS purpose FROM unnest($1::"AccessPurpose"[]) AS p',
    [purposes],
  );
  expect(rows.map(({ purpose }) => purpose)).toEqual(purposes);
  expect(await database.migrate()).toEqual([]);
  await database.close();
});
