import type { Sql } from '../../prisma/sql.js';
import { DELIVERY_LIFE_MS } from './next-attempt.js';

const LOCK_STATEMENT = `SELECT pg_try_advisory_xact_lock(hashtextextended('dinsos webhooks', 0)) AS locked`;

// What the partner was refused when it happened is not told later either: a suspended one gets no number for it.
const PLACE_STATEMENT = `
WITH due AS MATERIALIZED (
  SELECT * FROM webhook_event WHERE placed_at IS NULL ORDER BY ordinal LIMIT $3::int4
), taken AS MATERIALIZED (
  SELECT e.id AS event_id, e.partner_id, e.purpose, e.subject, w.id AS endpoint_id,
    w.last_sequence + row_number() OVER (PARTITION BY w.id ORDER BY e.ordinal) AS sequence
  FROM due e
  JOIN webhook_endpoint w ON w.partner_id = e.partner_id AND w.purpose = e.purpose AND w.removed_at IS NULL AND e.type = ANY (w.events)
  JOIN partner p ON p.id = e.partner_id AND p.suspended_at IS NULL
  WHERE NOT EXISTS (SELECT FROM partner_client c
    WHERE c.partner_id = e.partner_id AND c.purpose = e.purpose AND c.suspended_at IS NOT NULL)
), added AS (
  INSERT INTO webhook_delivery (id, event_id, endpoint_id, partner_id, purpose, subject, sequence, next_attempt_at, expires_at)
  SELECT uuid_v7(), event_id, endpoint_id, partner_id, purpose, subject, sequence, $1::timestamptz, $2::timestamptz FROM taken
), counted AS (
  UPDATE webhook_endpoint w SET last_sequence = t.last
  FROM (SELECT endpoint_id, max(sequence) AS last FROM taken GROUP BY endpoint_id) t WHERE w.id = t.endpoint_id
)
UPDATE webhook_event e SET placed_at = $1::timestamptz FROM due WHERE e.id = due.id RETURNING e.id`;

/**
 * Gives events of the outbox their numbers at each endpoint that wants them, in the order in which they became known, without a
 * gap; by one process at a time. What is given a number is committed, so nobody sees a lower number later than a higher one.
 *
 * @returns how many events were placed; null = another process is at it.
 */
export function placeEvents(sql: Sql, now: Date, size: number): Promise<number | null> {
  return sql.transaction(async (inner) => {
    const [lock] = await inner.query<{ locked: boolean }>(LOCK_STATEMENT);
    if (lock?.locked !== true) return null;
    const placed = await inner.query(
      PLACE_STATEMENT,
      [now.toISOString(), new Date(now.getTime() + DELIVERY_LIFE_MS).toISOString(), size],
      'place-events',
    );
    return placed.length;
  });
}
