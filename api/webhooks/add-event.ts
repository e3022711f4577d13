import type { AccessPurpose, WebhookEventType } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { WebhookEventData } from './event-types.js';

/** Something that a partner is to be told. */
export interface NewEvent {
  readonly id: string;
  /** What it tells of: told once. */
  readonly key: string;
  readonly partnerId: string;
  readonly purpose: AccessPurpose;
  readonly type: WebhookEventType;
  /** Events of one subject are delivered in order. */
  readonly subject: string;
  readonly data: WebhookEventData;
  readonly at: Date;
}

// No columns are named for the conflict: whoever tells need not see what was told before.
const ADD_STATEMENT = `
INSERT INTO webhook_event (id, key, partner_id, purpose, type, subject, data, occurred_at)
VALUES ($1::uuid, $2, $3::uuid, $4::"AccessPurpose", $5::"WebhookEventType", $6::uuid, $7::jsonb, $8::timestamptz)
ON CONFLICT DO NOTHING`;

/** Puts an event into the outbox, in the transaction of what it tells of. */
export async function addEvent(
  sql: Sql,
  { id, key, partnerId, purpose, type, subject, data, at }: NewEvent,
): Promise<void> {
  await sql.query(ADD_STATEMENT, [
    ...[id, key, partnerId, purpose, type, subject, JSON.stringify(data), at.toISOString()],
  ]);
}
