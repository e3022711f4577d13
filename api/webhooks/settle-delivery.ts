import type { Sql } from '../../prisma/sql.js';
import type { ClaimedDelivery } from './claim-deliveries.js';
import { nextAttempt } from './next-attempt.js';
import type { SentWebhook } from './send-webhook.js';

// Only of the attempt that was made: what was delivered once more meanwhile, or taken over by another process, is left alone.
const SETTLE_STATEMENT = `
UPDATE webhook_delivery SET status = $3::"WebhookDeliveryStatus", next_attempt_at = coalesce($4::timestamptz, next_attempt_at),
  last_status = $5::int4, last_ms = $6::int4, last_failure = $7, settled_at = $8::timestamptz, leased_until = NULL
WHERE id = $1::uuid AND attempts = $2::int4 AND status = 'PENDING'`;
const DISABLE_STATEMENT = `
UPDATE webhook_endpoint SET disabled_at = $2::timestamptz, version = version + 1
WHERE id = $1::uuid AND disabled_at IS NULL AND url = $3`;

/** Writes down what came of an attempt: delivered, to be tried again, or given up. An endpoint that is gone (410) is disabled. */
export async function settleDelivery(
  sql: Sql,
  delivery: ClaimedDelivery,
  sent: SentWebhook,
  { at, random }: { readonly at: Date; readonly random: number },
): Promise<void> {
  const { id, attempts, endpointId, url } = delivery;
  const isGone = sent.failure === 'GONE';
  const next =
    sent.failure === null || isGone
      ? null
      : nextAttempt(
          {
            ...{ attempts, at, retryAfterMs: sent.retryAfterMs },
            expiresAt: new Date(delivery.expiresAt),
          },
          random,
        );
  const status = sent.failure === null ? 'DELIVERED' : next === null ? 'DEAD' : 'PENDING';
  const settledAt = status === 'PENDING' ? null : at.toISOString();
  if (isGone) await sql.query(DISABLE_STATEMENT, [endpointId, at.toISOString(), url]);
  await sql.query(
    SETTLE_STATEMENT,
    [
      ...[id, attempts, status, next?.toISOString() ?? null, sent.status],
      ...[Math.round(sent.ms), sent.failure, settledAt],
    ],
    'settle-delivery',
  );
}
