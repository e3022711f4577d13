import type { AccessPurpose } from '../../prisma/generated/enums.js';
import type { Context } from '../context.js';
import { changePartner, type PartnerTarget } from './change-partner.js';
import { PurposeUnsuitedError } from './errors.js';
import { purposeSuits } from './purpose-suits.js';

/** An OAuth client for a partner: one agency, one purpose. */
export interface AddPartnerClientInput extends PartnerTarget {
  readonly purpose: AccessPurpose;
}

/**
 * Gives a partner its OAuth client for a purpose; its `client_id` is "<slug>.<purpose in kebab case>". A partner has one
 * client for a purpose: asking for it again changes nothing. Gives the partner's id.
 *
 * @throws PurposeUnsuitedError, and whatever {@link changePartner} throws.
 */
export function addPartnerClient(
  context: Context,
  { purpose, ...target }: AddPartnerClientInput,
): Promise<string> {
  const { app } = context;
  return changePartner(context, 'addPartnerClient', target, async ({ sql, partner, count }) => {
    if (!purposeSuits(partner.kind, purpose)) throw new PurposeUnsuitedError();
    const there = await sql.query(
      'SELECT id FROM partner_client WHERE partner_id = $1::uuid AND purpose = $2::"AccessPurpose"',
      [partner.id, purpose],
    );
    if (there.length > 0) return;
    await count();
    await sql.query(
      `INSERT INTO partner_client (id, client_id, partner_id, purpose, created_at)
       VALUES ($1::uuid, $2, $3::uuid, $4::"AccessPurpose", $5::timestamptz)`,
      [
        app.newId(),
        `${partner.slug}.${purpose.toLowerCase().replaceAll('_', '-')}`,
        ...[partner.id, purpose, app.now().toISOString()],
      ],
    );
  });
}
