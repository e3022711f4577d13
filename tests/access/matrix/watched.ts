import { writeEntry } from '../../support/privacy.js';
import type { Asking } from './asking.js';
import { VILLAGE } from './callers.js';

/** What was noticed and written down, for those who watch over it. */
export interface Watched {
  /** Alerts about an office of the village and about a partner, which were seen to. */
  readonly alerts: { readonly office: string; readonly partner: string };
}

/** Subjects of the entries of the trail that everybody asks for. */
export const LOOKED_FROM_OFFICE = 'matrix-office';
export const LOOKED_FROM_PARTNER = 'matrix-partner';
/** The window of all of them. */
export const WINDOW = { from: '2026-10-01T00:00:00Z', until: '2026-11-02T00:00:00Z' } as const;

let alertSerial = 0;

/** An alert about somebody who stands in a territory, null = a partner. */
export async function makeAlert(
  { app }: Asking,
  territory: string | null,
  partnerId: string | null,
): Promise<string> {
  const id = app.app.newId();
  alertSerial += 1;
  await app.app.database.sql.query(
    `INSERT INTO access_alert (id, at, kind, actor, client_id, tier, territory, partner_id, purpose, window_start, window_end,
       looked, missed, sequential, usual)
     VALUES ($1::uuid, '2026-10-20T03:00:00Z', 'BULK_READING', $2, 'matrix', $3, $4, $5::uuid, 'SOCIAL_SERVICE',
       '2026-10-20T00:00:00Z', '2026-10-20T03:00:00Z', 5000, 0, 0, 100)`,
    [
      ...[id, `matrix-alert-${alertSerial}`, territory === null ? 'PARTNER' : 'VILLAGE'],
      ...[territory, partnerId],
    ],
  );
  return id;
}

/** Writes entries of the trail about the record, alerts, and a row of every table that only the server reads. */
export async function makeWatched(
  asking: Asking,
  personId: string,
  partnerId: string,
): Promise<Watched> {
  const { app } = asking;
  const { sql } = app.app.database;
  await writeEntry(app, {
    ...{ people: [], actor: LOOKED_FROM_OFFICE, tier: 'VILLAGE', territory: VILLAGE },
  });
  const about = { people: [personId], actor: LOOKED_FROM_PARTNER, tier: 'PARTNER' };
  const partner = { ...about, territory: null, partnerId, purpose: 'PAYEE_VERIFICATION' };
  await writeEntry(app, partner);
  await writeEntry(app, { ...partner, outcome: 'DENIED' });
  // Handled like an objection, which a person at a desk is told the number of.
  await writeEntry(app, { people: [personId], fields: ['person', 'objected_to'] });
  const office = await makeAlert(asking, VILLAGE, null);
  const alerts = { office, partner: await makeAlert(asking, null, partnerId) };
  for (const alert of Object.values(alerts)) {
    await sql.query(
      `INSERT INTO alert_acknowledgement (alert_id, at, actor, note)
       VALUES ($1::uuid, '2026-10-20T04:00:00Z', 'matrix', 'Verifikasi satu desa.')`,
      [alert],
    );
  }
  await sql.query(
    `INSERT INTO access_delay (id, person_id, looks_from, looks_until, delayed_until, reason, legal_basis, actor, created_at, request_id)
     VALUES ($1::uuid, $2::uuid, '2020-01-01', '2020-01-02', '2026-12-01', 'CASE_WORK', 'UU 27/2022', 'matrix', '2026-10-01', 'matrix')`,
    [app.app.newId(), personId],
  );
  for (const statement of SERVERS_OWN) await sql.query(statement, []);
  return { alerts };
}

/** Rows that nobody is shown. */
const SERVERS_OWN = [
  `INSERT INTO people_ledger (id, budget, day, taken, granted, taken_at)
   VALUES ('01900000-0000-7000-8000-0000000000b1', 'matrix', '2026-10-01', 1, 1, '2026-10-01')`,
  `INSERT INTO counted_person (ledger_id, subject) VALUES ('01900000-0000-7000-8000-0000000000b1', decode(repeat('00', 16), 'hex'))`,
  `INSERT INTO cost_window (key, points) VALUES ('matrix', 1)`,
  `INSERT INTO tree_head (at, size, root, kid, signature)
   VALUES ('2026-11-01T02:59:00Z', 0, decode(repeat('00', 32), 'hex'), 'matrix', 'AA')`,
  `INSERT INTO trail_leaf (position, entry_id, salt, hash)
   SELECT 0, id, decode(repeat('00', 16), 'hex'), decode(repeat('00', 32), 'hex') FROM access_entry ORDER BY id LIMIT 1`,
  `INSERT INTO trail_node (level, position, hash) VALUES (4, 0, decode(repeat('00', 32), 'hex'))`,
  `INSERT INTO erasure (id, person_id, ground, reference, actor)
   VALUES (gen_random_uuid(), gen_random_uuid(), 'RETENTION_ENDED', 'SK-CONTOH/1', 'matrix')`,
  `INSERT INTO oauth_replay (id, expires_at) VALUES ('matrix', '2026-11-01')`,
];
