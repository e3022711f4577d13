import type { AlertKind } from '../../prisma/generated/enums.js';
import type { Context } from '../context.js';
import type { ScanCounts } from './scan-watch.js';

/** A pattern that was seen. */
export interface PatternSeen extends ScanCounts {
  readonly kind: AlertKind;
  /** Milliseconds since 1970. An actor's alert of a kind is raised once a window, by whatever process. */
  readonly from: number;
  readonly until: number;
  readonly usual: number | null;
}

// Once a window. The conflict names no columns: it would have to read them, and who is watched may not see alerts.
const ALERT_STATEMENT = `
INSERT INTO access_alert (id, at, kind, actor, client_id, tier, territory, partner_id, purpose, window_start, window_end,
  looked, missed, sequential, usual)
VALUES ($1::uuid, $2::timestamptz, $3::"AlertKind", $4, $5, $6,
  coalesce($7, (SELECT owner_code FROM partner WHERE id = $8::uuid)), $8::uuid, $9::"AccessPurpose",
  $10::timestamptz, $11::timestamptz, $12::int4, $13::int4, $14::int4, $15::int4)
ON CONFLICT DO NOTHING`;

const MOST_RAISED = 10_000;

/** Writes the entry of a pattern, once a window: who, when and how many, never whom. */
export async function raiseAlert({ app, principal }: Context, seen: PatternSeen): Promise<void> {
  const { subject, clientId, tier, territory, partner, purpose } = principal;
  const { raised } = app.budgets;
  const window = `${subject} ${seen.kind} ${seen.from}`;
  if (raised.has(window)) return;
  await app.database.sql.query(
    ALERT_STATEMENT,
    [
      ...[app.newId(), app.now().toISOString(), seen.kind, subject, clientId, tier],
      ...[territory, partner?.id ?? null, purpose],
      ...[new Date(seen.from).toISOString(), new Date(seen.until).toISOString()],
      ...[seen.looked, seen.missed, seen.sequential, seen.usual],
    ],
    'raise-alert',
  );
  if (raised.size >= MOST_RAISED) raised.clear();
  raised.add(window);
}
