import { randomUUID } from 'node:crypto';
import { inject } from 'vitest';
import { openDatabase, type Database } from '../../prisma/database.js';
import {
  createDatabase,
  databasePrefix,
  databaseUrl,
  dropDatabase,
  TEST_DATABASE_URL,
} from './postgres.js';
import { handsOn } from './hands.js';

/** A migrated database without a row, as the test itself handles it, for one test file: in memory, or on the server that TEST_DATABASE_URL names. */
export async function openEmptyDatabase(poolSize = 2): Promise<Database> {
  if (TEST_DATABASE_URL === undefined) {
    const embedded = await openDatabase({ directory: null });
    await embedded.migrate();
    return handsOn(embedded);
  }
  const name = `${databasePrefix(inject('runDirectory'))}_${randomUUID().slice(0, 8)}`;
  await createDatabase(name);
  const server = await openDatabase({ url: databaseUrl(name), poolSize });
  await server.migrate();
  return handsOn({
    ...server,
    async close() {
      await server.close();
      await dropDatabase(name);
    },
  });
}
