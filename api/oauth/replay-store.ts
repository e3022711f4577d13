import type { Sql } from '../../prisma/sql.js';

/** Ids that may be used once, in the database: shared by all server processes, and known after a restart. */
export interface ReplayStore {
  /** Uses an id up. True = it was fresh. Of several claims at the same time exactly one is told so. */
  claim(id: string): Promise<boolean>;
}

/** Longer than any assertion, or any proof at the token endpoint, is accepted. */
const LIFETIME_MS = 10 * 60_000;
const SWEEP_EVERY_MS = 60_000;

/** A store over `sql`; what has expired is swept once a minute by whoever writes. */
export function createReplayStore(sql: Sql, now: () => Date): ReplayStore {
  let sweptAt = -Infinity;
  return {
    async claim(id) {
      const at = now().getTime();
      if (at - sweptAt > SWEEP_EVERY_MS) {
        sweptAt = at;
        await sql.query('DELETE FROM oauth_replay WHERE expires_at < $1::timestamptz', [
          new Date(at).toISOString(),
        ]);
      }
      const written = await sql.query(
        'INSERT INTO oauth_replay (id, expires_at) VALUES ($1, $2::timestamptz) ON CONFLICT (id) DO NOTHING RETURNING id',
        [id, new Date(at + LIFETIME_MS).toISOString()],
      );
      return written.length === 1;
    },
  };
}
