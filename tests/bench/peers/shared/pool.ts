import pg from 'pg';
import type { Ask } from './registry.js';
import { peerSetting } from './serve.js';

const DATE = 1082;
const asText = (value: string): string => value;

/** A pool of ten, dates as text, every named statement planned once. */
export function createPool(): pg.Pool {
  return new pg.Pool({
    connectionString: peerSetting().databaseUrl,
    max: 10,
    idleTimeoutMillis: 0,
    options: '-c jit=off -c plan_cache_mode=force_generic_plan',
    types: {
      getTypeParser: ((oid: number, format?: 'text') =>
        oid === DATE
          ? asText
          : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
    },
  });
}

/** One named prepared statement a question. */
export function askOf(client: Pick<pg.Pool, 'query'>): Ask {
  return async <Row>(name: string, text: string, values: readonly unknown[]) =>
    (await client.query({ name, text, values: [...values] })).rows as Row[];
}
