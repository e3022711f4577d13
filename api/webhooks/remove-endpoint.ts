import type { Context } from '../context.js';
import { changeEndpointRow, type EndpointTarget } from './change-endpoint-row.js';

const REMOVE_STATEMENT =
  'UPDATE webhook_endpoint SET removed_at = $2::timestamptz WHERE id = $1::uuid';
const GIVE_UP_STATEMENT = `
UPDATE webhook_delivery SET status = 'DEAD', last_failure = 'ENDPOINT_REMOVED', settled_at = $2::timestamptz, leased_until = NULL
WHERE endpoint_id = $1::uuid AND status = 'PENDING'`;

/** Removes an endpoint for good: nothing more is sent there, what waited is given up. @throws whatever {@link changeEndpointRow} throws. */
export async function removeEndpoint(context: Context, target: EndpointTarget): Promise<string> {
  const now = context.app.now().toISOString();
  await changeEndpointRow(context, 'removeWebhookEndpoint', target, async (sql, { id }) => {
    await sql.query(REMOVE_STATEMENT, [id, now]);
    await sql.query(GIVE_UP_STATEMENT, [id, now]);
    return true;
  });
  return target.id;
}
