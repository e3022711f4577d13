import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import { DELIVERY_LIFE_MS } from './next-attempt.js';
import { demandWebhookCaller } from './demand-webhook-caller.js';
import { WebhookDeliveryNotFoundError } from './errors.js';

const AGAIN_STATEMENT = `
UPDATE webhook_delivery d SET status = 'PENDING', attempts = 0, next_attempt_at = $5::timestamptz, expires_at = $6::timestamptz,
  leased_until = NULL, settled_at = NULL
FROM webhook_endpoint w, partner p
WHERE d.id = $1::uuid AND w.id = d.endpoint_id AND w.removed_at IS NULL AND p.id = d.partner_id
  AND CASE WHEN $2::uuid IS NULL THEN p.owner_code IS NOT DISTINCT FROM $4
    ELSE d.partner_id = $2::uuid AND d.purpose::text = $3 END
RETURNING d.id`;

/**
 * Delivers an event to an endpoint once more, whatever came of it before, with the same id and number and three days of its
 * own. Later events about the same subject that were not delivered yet wait for it. Gives the delivery's id.
 *
 * @throws WebhookDeliveryNotFoundError, alike for one of somebody else; Fault FORBIDDEN.
 */
export async function redeliver({ app, principal }: Context, id: string): Promise<string> {
  const caller = demandWebhookCaller(principal, 'redeliverWebhook');
  if (!isUuid(id)) throw new WebhookDeliveryNotFoundError();
  const now = app.now();
  const as =
    'partnerId' in caller ? [caller.partnerId, caller.purpose, null] : [null, null, caller.owner];
  const found = await app.database.sql.query(AGAIN_STATEMENT, [
    ...[id, ...as, now.toISOString(), new Date(now.getTime() + DELIVERY_LIFE_MS).toISOString()],
  ]);
  if (found.length === 0) throw new WebhookDeliveryNotFoundError();
  return id;
}
