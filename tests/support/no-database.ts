import type { Database } from '../../prisma/database.js';
import type { Sql } from '../../prisma/sql.js';

/** A database that holds nothing, for tests of the server around it; `query` may be given to make it fail. */
export function noDatabase(query: Sql['query'] = () => Promise.resolve([])): Database {
  const sql: Sql = { query, transaction: (work) => work(sql) };
  const database: Pick<Database, 'kind' | 'sql' | 'close'> = {
    kind: 'embedded',
    sql,
    close: () => Promise.resolve(),
  };
  return database as Database;
}
