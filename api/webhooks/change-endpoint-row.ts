import type { AccessPurpose, WebhookEventType } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { Context } from '../context.js';
import { StaleVersionError } from '../households/errors.js';
import { nameActor } from '../partners/name-actor.js';
import { isUuid } from '../values/is-uuid.js';
import { demandWebhookCaller } from './demand-webhook-caller.js';
import { WebhookEndpointNotFoundError } from './errors.js';

/** Which endpoint a change is about, as the caller has read it. */
export interface EndpointTarget {
  readonly id: string;
  readonly version: number;
}

/** An endpoint that is locked until its transaction ends. */
export interface LockedEndpoint {
  readonly id: string;
  readonly partnerId: string;
  readonly purpose: AccessPurpose;
  readonly url: string;
  readonly events: readonly WebhookEventType[];
  readonly secretNumber: number;
  readonly isDisabled: boolean;
  readonly version: number;
}

// Row-level security shows a client its own. An office manages the endpoints of the partners that it owns, though the ministry sees all.
const LOCK_STATEMENT = `
SELECT w.id, w.partner_id AS "partnerId", w.purpose::text, w.url, w.events::text[], w.secret_number AS "secretNumber",
  w.disabled_at IS NOT NULL AS "isDisabled", w.version
FROM webhook_endpoint w
WHERE w.id = $1::uuid AND w.removed_at IS NULL AND CASE WHEN $2::uuid IS NULL
  THEN (SELECT p.owner_code FROM partner p WHERE p.id = w.partner_id) IS NOT DISTINCT FROM $4
  ELSE w.partner_id = $2::uuid AND w.purpose::text = $3 END
FOR UPDATE OF w`;

/**
 * Makes a change to an endpoint in one transaction. `work` says whether anything was changed: only then versions are compared
 * and counted, so that a call whose answer was lost can be repeated.
 *
 * @throws WebhookEndpointNotFoundError, alike for one of somebody else; StaleVersionError; Fault FORBIDDEN; whatever `work` throws.
 */
export async function changeEndpointRow(
  context: Context,
  field: string,
  { id, version }: EndpointTarget,
  work: (sql: Sql, endpoint: LockedEndpoint) => Promise<boolean>,
): Promise<void> {
  const { app, principal } = context;
  const caller = demandWebhookCaller(principal, field);
  if (!isUuid(id)) throw new WebhookEndpointNotFoundError();
  await app.database.sql.transaction(async (sql) => {
    await nameActor(sql, context, field);
    const as =
      'partnerId' in caller ? [caller.partnerId, caller.purpose, null] : [null, null, caller.owner];
    const [endpoint] = await sql.query<LockedEndpoint>(LOCK_STATEMENT, [id, ...as]);
    if (endpoint === undefined) throw new WebhookEndpointNotFoundError();
    if (!(await work(sql, endpoint))) return;
    if (endpoint.version !== version) throw new StaleVersionError(id, endpoint.version);
    await sql.query('UPDATE webhook_endpoint SET version = version + 1 WHERE id = $1::uuid', [id]);
  });
}
