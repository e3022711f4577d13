import type { Asking } from './asking.js';

/** An endpoint of a partner that verifies payees, and a delivery to it. */
export interface MatrixWebhooks {
  readonly endpointId: string;
  readonly eventId: string;
  readonly deliveryId: string;
}

/** Makes an endpoint of a partner with an event that was delivered to it. */
export async function makeWebhooks({ app }: Asking, partnerId: string): Promise<MatrixWebhooks> {
  const { newId, database } = app.app;
  const { sql } = database;
  const [endpointId, eventId, deliveryId] = [newId(), newId(), newId()];
  await sql.query(
    `INSERT INTO webhook_endpoint (id, partner_id, purpose, url, events, created_at, last_sequence)
     VALUES ($1::uuid, $2::uuid, 'PAYEE_VERIFICATION', 'https://hooks.example/' || $1::uuid, '{JOB_FINISHED}', '2026-10-01', 1)`,
    [endpointId, partnerId],
  );
  await sql.query(
    `INSERT INTO webhook_event (id, key, partner_id, purpose, type, subject, data, occurred_at, placed_at)
     VALUES ($1::uuid, 'matrix ' || $1::uuid, $2::uuid, 'PAYEE_VERIFICATION', 'JOB_FINISHED', $1::uuid,
       '{"jobId":"01900000-0000-7000-8000-0000000000d1","status":"DONE"}', '2026-10-01', '2026-10-01')`,
    [eventId, partnerId],
  );
  await sql.query(
    `INSERT INTO webhook_delivery (id, event_id, endpoint_id, partner_id, purpose, subject, sequence, status, attempts,
       next_attempt_at, expires_at, last_status, last_ms, last_failure, settled_at)
     VALUES ($1::uuid, $2::uuid, $3::uuid, $4::uuid, 'PAYEE_VERIFICATION', $2::uuid, 1, 'DELIVERED', 2, '2026-10-01',
       '2026-10-04', 204, 12, 'TIMEOUT', '2026-10-01')`,
    [deliveryId, eventId, endpointId, partnerId],
  );
  return { endpointId, eventId, deliveryId };
}
