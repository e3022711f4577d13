import type { Sql } from '../../prisma/sql.js';

/** Endpoints with a delivery each, of partners of many owners, for several purposes. */
export async function placeWebhooks(sql: Sql): Promise<void> {
  await sql.query(
    `WITH owned AS (
       INSERT INTO partner (id, slug, name, kind, owner_code)
       SELECT uuid_v7(), 'bank-' || o.code, 'Bank Contoh', 'BANK', o.code FROM unnest(ARRAY['31', '32', '32.05', '32.73']) AS o(code)
       RETURNING id
     ), asking AS (
       SELECT o.id, p.purpose FROM (SELECT id FROM owned UNION ALL SELECT id FROM partner) o
       CROSS JOIN unnest(ARRAY['PAYEE_VERIFICATION', 'HEALTH_COVERAGE_CHECK']) AS p(purpose)
     ), placed AS (
       INSERT INTO webhook_endpoint (id, partner_id, purpose, url, events, created_at)
       SELECT uuid_v7(), id, purpose::"AccessPurpose", 'https://hooks.example/', '{JOB_FINISHED}', now() FROM asking
       RETURNING id, partner_id, purpose
     ), told AS (
       INSERT INTO webhook_event (id, key, partner_id, purpose, type, subject, data, occurred_at)
       SELECT id, 'told ' || id, partner_id, purpose, 'JOB_FINISHED', id, '{}', now() FROM placed RETURNING id
     )
     INSERT INTO webhook_delivery (id, event_id, endpoint_id, partner_id, purpose, subject, sequence, next_attempt_at, expires_at)
     SELECT uuid_v7(), id, id, partner_id, purpose, id, 1, now(), now() FROM placed`,
  );
}
