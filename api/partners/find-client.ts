import type { Sql } from '../../prisma/sql.js';
import { ClientNotFoundError } from './errors.js';

/** An OAuth client of a partner that is being changed. */
export interface FoundClient {
  readonly id: string;
  readonly isSuspended: boolean;
}

/** The client of a partner by its OAuth `client_id`. @throws ClientNotFoundError */
export async function findClient(
  sql: Sql,
  partnerId: string,
  clientId: string,
): Promise<FoundClient> {
  const [client] = await sql.query<FoundClient>(
    `SELECT id, suspended_at IS NOT NULL AS "isSuspended" FROM partner_client
     WHERE partner_id = $1::uuid AND client_id = $2`,
    [partnerId, clientId],
  );
  if (client === undefined) throw new ClientNotFoundError();
  return client;
}
