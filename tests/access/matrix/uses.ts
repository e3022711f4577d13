import type { Asking } from './asking.js';

/** Writes down that a partner's client used something deprecated, and gives the id of the row. */
export async function makeUse({ app }: Asking, partnerId: string): Promise<string> {
  const id = app.app.newId();
  await app.app.database.sql.query(
    `INSERT INTO deprecated_use (id, partner_id, purpose, day, element, uses)
     VALUES ($1::uuid, $2::uuid, 'PAYEE_VERIFICATION', '2026-10-01', 'Person.nick', 3)`,
    [id, partnerId],
  );
  return id;
}
