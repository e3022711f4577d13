import type { App } from '../app.js';
import { jakartaDate } from '../values/calendar-date.js';

/** How many days before its last day a partner is told of an agreement. */
const EXPIRY_DAYS = [30, 7, 1] as const;

// The nearest of the days that have come: who was told nothing while the server stood still is told once.
const EXPIRING_STATEMENT = `
INSERT INTO webhook_event (id, key, partner_id, purpose, type, subject, data, occurred_at)
SELECT uuid_v7(), concat('AGREEMENT_EXPIRING ', a.id, ' ', n.days), a.partner_id, a.purpose, 'AGREEMENT_EXPIRING', a.id,
  jsonb_build_object('agreement', a.number, 'validUntil', a.valid_until, 'daysLeft', a.valid_until - $1::date), $2::timestamptz
FROM agreement a JOIN partner p ON p.id = a.partner_id
CROSS JOIN LATERAL (SELECT min(d.days) AS days FROM unnest($3::int4[]) AS d(days) WHERE d.days >= a.valid_until - $1::date) n
WHERE a.valid_from <= $1::date AND a.valid_until >= $1::date AND a.suspended_at IS NULL AND a.ended_at IS NULL
  AND p.suspended_at IS NULL AND n.days IS NOT NULL AND EXISTS (
    SELECT FROM webhook_endpoint w WHERE w.partner_id = a.partner_id AND w.purpose = a.purpose AND w.removed_at IS NULL
      AND 'AGREEMENT_EXPIRING' = ANY (w.events))
ON CONFLICT DO NOTHING`;

/** Tells partners of agreements in force that end in 30 days, in 7, and tomorrow, each once. */
export async function announceExpiring({
  database,
  now,
}: Pick<App, 'database' | 'now'>): Promise<void> {
  const at = now();
  await database.sql.query(
    EXPIRING_STATEMENT,
    [jakartaDate(at), at.toISOString(), EXPIRY_DAYS],
    'announce-expiring',
  );
}
