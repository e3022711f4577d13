import type { Sql } from '../../prisma/sql.js';
import { ClientKeyUsedBeforeError, TooManyClientKeysError } from './errors.js';
import type { PublicKey } from './read-public-key.js';

/** Where and when a key is placed. */
export interface KeyPlace {
  /** Our id of the OAuth client. */
  readonly clientId: string;
  readonly keyId: string;
  /** Instant, RFC 3339. */
  readonly now: string;
}

const MOST_KEYS = 5;

const STANDING_STATEMENT = `
SELECT (client_id = $2::uuid AND (retired_at IS NULL OR retired_at > $3::timestamptz)) AS "isHere"
FROM client_key WHERE kid = $1`;
const COUNT_STATEMENT = `
SELECT count(*)::int4 AS count FROM client_key
WHERE client_id = $1::uuid AND (retired_at IS NULL OR retired_at > $2::timestamptz)`;
const INSERT_STATEMENT = `
INSERT INTO client_key (id, client_id, kid, alg, jwk, created_at)
VALUES ($1::uuid, $2::uuid, $3, $4, $5::jsonb, $6::timestamptz) ON CONFLICT (kid) DO NOTHING RETURNING id`;

/**
 * Gives a client a key, after `count` has counted the change. Returns false, with nothing changed, where the client has it
 * in use already.
 *
 * @throws ClientKeyUsedBeforeError where it belongs to another client or has retired; TooManyClientKeysError.
 */
export async function placeClientKey(
  sql: Sql,
  { kid, alg, jwk }: PublicKey,
  { clientId, keyId, now }: KeyPlace,
  count: () => Promise<void>,
): Promise<boolean> {
  const [standing] = await sql.query<{ isHere: boolean }>(STANDING_STATEMENT, [kid, clientId, now]);
  if (standing?.isHere === true) return false;
  if (standing !== undefined) throw new ClientKeyUsedBeforeError();
  await count();
  const [inUse] = await sql.query<{ count: number }>(COUNT_STATEMENT, [clientId, now]);
  if ((inUse?.count ?? 0) >= MOST_KEYS) throw new TooManyClientKeysError();
  const placed = await sql.query(INSERT_STATEMENT, [
    ...[keyId, clientId, kid, alg, JSON.stringify(jwk), now],
  ]);
  if (placed.length === 0) throw new ClientKeyUsedBeforeError();
  return true;
}
