import type { Sql } from '../../prisma/sql.js';

/** A deprecated element that every partner there is uses, for two purposes. */
export async function placeUses(sql: Sql): Promise<void> {
  await sql.query(
    `INSERT INTO deprecated_use (id, partner_id, purpose, day, element, uses)
     SELECT uuid_v7(), p.id, u.purpose::"AccessPurpose", '2026-10-01', 'Person.nick', 1 FROM partner p
     CROSS JOIN unnest(ARRAY['PAYEE_VERIFICATION', 'HEALTH_COVERAGE_CHECK']) AS u(purpose)`,
  );
}
