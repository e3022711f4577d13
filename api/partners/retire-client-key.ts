import type { Context } from '../context.js';
import { changePartner, type PartnerTarget } from './change-partner.js';
import { ClientKeyNotFoundError } from './errors.js';

/** A key that shall be accepted no longer. */
export interface RetireClientKeyInput extends PartnerTarget {
  /** Its thumbprint (RFC 7638). */
  readonly kid: string;
}

const FIND_STATEMENT = `
SELECT k.id, (k.retired_at IS NOT NULL AND k.retired_at <= $3::timestamptz) AS "isRetired"
FROM client_key k JOIN partner_client c ON c.id = k.client_id
WHERE c.partner_id = $1::uuid AND k.kid = $2`;

/**
 * Retires a key at once and for good: nobody gets in with it any more. A key that has retired stays as it is. Gives the
 * partner's id.
 *
 * @throws ClientKeyNotFoundError, and whatever {@link changePartner} throws.
 */
export function retireClientKey(
  context: Context,
  { kid, ...target }: RetireClientKeyInput,
): Promise<string> {
  const now = context.app.now().toISOString();
  return changePartner(context, 'retireClientKey', target, async ({ sql, partner, count }) => {
    const [key] = await sql.query<{ id: string; isRetired: boolean }>(FIND_STATEMENT, [
      ...[partner.id, kid, now],
    ]);
    if (key === undefined) throw new ClientKeyNotFoundError();
    if (key.isRetired) return;
    await count();
    await sql.query('UPDATE client_key SET retired_at = $2::timestamptz WHERE id = $1::uuid', [
      ...[key.id, now],
    ]);
  });
}
