import { claimsOf } from '../../api/access/claims-of.js';
import type { Principal } from '../../api/auth/principal.js';
import { withClaims } from '../../prisma/claims.js';
import type { Database } from '../../prisma/database.js';
import type { Sql } from '../../prisma/sql.js';
import { officerOf } from './act-as.js';

/** Two social offices, next to each other. */
export const GARUT = officerOf('REGENCY', '32.05');
export const BANDUNG = officerOf('REGENCY', '32.73');

/** What PostgreSQL says when a right is lacking, or a row-level policy is violated. */
export const DENIED = { code: '42501' };

/** A household with one of its members. */
export interface Home {
  readonly id: string;
  readonly personId: string;
  readonly village: string;
}

/** A household of a regency. */
export async function homeIn({ sql }: Pick<Database, 'sql'>, regency: string): Promise<Home> {
  const [home] = await sql.query<Home>(
    `SELECT h.id, h.village_code AS village, m.person_id AS "personId" FROM household h
     JOIN household_member m ON m.household_id = h.id AND m.until IS NULL
     WHERE h.village_code >= $1 AND h.village_code < $1 || '/' ORDER BY h.id LIMIT 1`,
    [regency],
  );
  if (home === undefined) throw new Error(`No household lives in ${regency}.`);
  return home;
}

/** Does something in the name of a caller; null = of nobody. */
export function as<T>(principal: Principal | null, work: () => Promise<T>): Promise<T> {
  return withClaims(principal === null ? null : claimsOf(principal), work);
}

/** The regencies of all people that a statement without any filter shows. */
export async function regenciesBy(sql: Sql): Promise<string[]> {
  const rows = await sql.query<{ code: string }>(
    'SELECT DISTINCT left(village_code, 5) AS code FROM person ORDER BY 1',
  );
  return rows.map(({ code }) => code);
}

/** The result of something that is done in a transaction of which nothing stays. */
export async function undone<T>(sql: Sql, work: (sql: Sql) => Promise<T>): Promise<T> {
  const results: T[] = [];
  await sql
    .transaction(async (inner) => {
      results.push(await work(inner));
      throw new Error('undone');
    })
    .catch((error: Error) => {
      if (error.message !== 'undone') throw error;
    });
  return results[0]!;
}
