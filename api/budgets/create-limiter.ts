import {
  RateLimiterMemory,
  RateLimiterPostgres,
  type RateLimiterAbstract,
} from 'rate-limiter-flexible';
import type { Database } from '../../prisma/database.js';
import type { Sql } from '../../prisma/sql.js';

/** Rows of a minute outlive it by another, whatever clock the server has. */
const KEPT_S = 120;

/**
 * A limiter of `points` a key: in memory where one process is all there is (the embedded database), in the table
 * `cost_window` where several may share it. Its own clock only clears what is old: a key names the minute that it is for.
 */
export function createLimiter({ kind, sql }: Database, points: number): RateLimiterAbstract {
  const options = { points, duration: KEPT_S, keyPrefix: '' };
  if (kind === 'embedded') return new RateLimiterMemory(options);
  return new RateLimiterPostgres({
    ...options,
    storeClient: storeOver(sql),
    storeType: 'client',
    tableName: 'cost_window',
    tableCreated: true,
  });
}

interface StoreQuery {
  readonly text: string;
  readonly values: readonly unknown[];
  readonly name?: string;
}

/** What the limiter takes for a connection of `pg`. */
function storeOver(sql: Sql): { query(query: StoreQuery): Promise<{ rows: object[] }> } {
  return {
    async query({ text, values, name }) {
      const rows = await sql.query<{ expire?: bigint | null }>(text, values, name);
      // The limiter reckons in numbers.
      return { rows: rows.map((row) => ({ ...row, expire: Number(row.expire ?? 0) })) };
    },
  };
}
