import type { WebhookEventType } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { WebhookEventData } from './event-types.js';

/** A delivery that this process has in hand until its lease ends. */
export interface ClaimedDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly endpointId: string;
  readonly url: string;
  readonly secretNumber: number;
  readonly isFormerValid: boolean;
  readonly type: WebhookEventType;
  readonly data: WebhookEventData;
  readonly sequence: number;
  /** ISO 8601, UTC. */
  readonly occurredAt: string;
  /** This attempt counted: what another process did meanwhile shows in it. */
  readonly attempts: number;
  readonly expiresAt: string;
}

/** How many deliveries at once, and how many of them to one endpoint. */
export interface ClaimLimits {
  readonly most: number;
  readonly mostAnEndpoint: number;
  readonly leaseMs: number;
}

// Where it is, and who is suspended, is looked at for every attempt. A later event about a subject waits for the earlier one.
const CLAIM_STATEMENT = `
WITH waiting AS (
  SELECT d.id, d.next_attempt_at, row_number() OVER (PARTITION BY d.endpoint_id ORDER BY d.next_attempt_at, d.sequence) AS place
  FROM webhook_delivery d
  JOIN webhook_endpoint w ON w.id = d.endpoint_id AND w.disabled_at IS NULL AND w.removed_at IS NULL
  JOIN partner p ON p.id = d.partner_id AND p.suspended_at IS NULL
  WHERE d.status = 'PENDING' AND d.next_attempt_at <= $1::timestamptz AND (d.leased_until IS NULL OR d.leased_until <= $1::timestamptz)
    AND NOT EXISTS (SELECT FROM partner_client c
      WHERE c.partner_id = d.partner_id AND c.purpose = d.purpose AND c.suspended_at IS NOT NULL)
    AND NOT EXISTS (SELECT FROM webhook_delivery b WHERE b.endpoint_id = d.endpoint_id AND b.subject = d.subject
      AND b.status = 'PENDING' AND b.sequence < d.sequence)
), due AS (
  SELECT d.id FROM webhook_delivery d
  WHERE d.id IN (SELECT id FROM waiting WHERE place <= $4::int4 ORDER BY place, next_attempt_at LIMIT $3::int4)
    AND d.status = 'PENDING' AND d.next_attempt_at <= $1::timestamptz AND (d.leased_until IS NULL OR d.leased_until <= $1::timestamptz)
  FOR UPDATE SKIP LOCKED
)
UPDATE webhook_delivery d SET attempts = d.attempts + 1, leased_until = $2::timestamptz
FROM due, webhook_endpoint w, webhook_event e
WHERE d.id = due.id AND w.id = d.endpoint_id AND e.id = d.event_id
RETURNING d.id, e.id AS "eventId", w.id AS "endpointId", w.url, w.secret_number AS "secretNumber",
  coalesce(w.secret_number > 1 AND w.former_until > $1::timestamptz, false) AS "isFormerValid",
  e.type::text, e.data, d.sequence, to_char(e.occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "occurredAt",
  d.attempts, to_char(d.expires_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "expiresAt"`;

/** Takes deliveries that are due in hand; any number of processes may. A process that dies lets go of them when the lease ends. */
export function claimDeliveries(
  sql: Sql,
  now: Date,
  { most, mostAnEndpoint, leaseMs }: ClaimLimits,
): Promise<ClaimedDelivery[]> {
  const leasedUntil = new Date(now.getTime() + leaseMs).toISOString();
  return sql.query<ClaimedDelivery>(
    CLAIM_STATEMENT,
    [now.toISOString(), leasedUntil, most, mostAnEndpoint],
    'claim-deliveries',
  );
}
