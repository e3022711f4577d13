import { isDeepStrictEqual } from 'node:util';
import type { WebhookEventType } from '../../prisma/generated/enums.js';
import type { Context } from '../context.js';
import { changeEndpointRow, type EndpointTarget } from './change-endpoint-row.js';
import { WebhookUrlInUseError, WebhookUrlRefusedError } from './errors.js';
import { readEvents } from './read-events.js';
import { readWebhookUrl } from './read-webhook-url.js';

/** What becomes of an endpoint; what is absent stays. */
export interface ChangeEndpointInput extends EndpointTarget {
  readonly url?: string | null | undefined;
  readonly events?: readonly WebhookEventType[] | null | undefined;
  readonly enabled?: boolean | null | undefined;
}

const TAKEN_STATEMENT = `
SELECT FROM webhook_endpoint
WHERE partner_id = $1::uuid AND purpose = $2::"AccessPurpose" AND url = $3 AND id <> $4::uuid AND removed_at IS NULL`;
const CHANGE_STATEMENT = `
UPDATE webhook_endpoint SET url = $2, events = $3::text[]::"WebhookEventType"[],
  disabled_at = CASE WHEN $4::bool THEN NULL ELSE coalesce(disabled_at, $5::timestamptz) END
WHERE id = $1::uuid`;

/**
 * Changes where an endpoint is, of what it is told, or whether it is told at all. What happens while it is disabled waits.
 *
 * @throws WebhookUrlRefusedError, WebhookUrlInUseError, whatever {@link changeEndpointRow} throws, Fault BAD_USER_INPUT.
 */
export async function changeEndpoint(
  context: Context,
  input: ChangeEndpointInput,
): Promise<string> {
  const { app } = context;
  await changeEndpointRow(context, 'changeWebhookEndpoint', input, async (sql, endpoint) => {
    const { id, partnerId, purpose } = endpoint;
    const url = input.url == null ? endpoint.url : readWebhookUrl(input.url, app.webhooks.targets);
    if (url === null) throw new WebhookUrlRefusedError();
    const events = input.events == null ? endpoint.events : readEvents(input.events);
    const enabled = input.enabled ?? !endpoint.isDisabled;
    const before = [endpoint.url, [...endpoint.events], !endpoint.isDisabled];
    if (isDeepStrictEqual([url, [...events], enabled], before)) return false;
    const taken = await sql.query(TAKEN_STATEMENT, [partnerId, purpose, url, id]);
    if (taken.length > 0) throw new WebhookUrlInUseError();
    await sql.query(CHANGE_STATEMENT, [id, url, events, enabled, app.now().toISOString()]);
    return true;
  });
  return input.id;
}
