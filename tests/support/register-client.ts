import { randomUUID } from 'node:crypto';
import type { JWK } from 'jose';
import type { TestApp } from './app.js';
import { publicOf } from './oauth.js';

type WithDatabase = Pick<TestApp, 'app'>;

/** Registers a further public key of a client, as its partner would. */
export async function registerKey({ app }: WithDatabase, clientId: string, key: JWK) {
  await app.database.sql.query(
    `INSERT INTO client_key (id, client_id, kid, alg, jwk)
     SELECT $1::uuid, id, $2, $3, $4::text::jsonb FROM partner_client WHERE client_id = $5`,
    [randomUUID(), key.kid, key.alg, JSON.stringify(publicOf(key)), clientId],
  );
}
