import type { Context } from '../context.js';
import { changePartner, type OpenPartner, type PartnerTarget } from './change-partner.js';
import { AgreementEndedError } from './errors.js';
import { findAgreement } from './find-agreement.js';
import { findClient } from './find-client.js';

/** What is suspended: the whole partner, one of its clients, or one of its agreements. */
export type Suspendable =
  | { readonly kind: 'partner' }
  | { readonly kind: 'client'; readonly clientId: string }
  | { readonly kind: 'agreement'; readonly number: string };

/** A suspension or its lifting, as the mutation names it. */
export interface Suspension {
  /** The mutation's field. */
  readonly field: string;
  readonly what: Suspendable;
  readonly suspended: boolean;
}

const STATEMENTS = {
  partner: 'UPDATE partner SET suspended_at = $2::timestamptz WHERE id = $1::uuid',
  client: 'UPDATE partner_client SET suspended_at = $2::timestamptz WHERE id = $1::uuid',
  agreement: 'UPDATE agreement SET suspended_at = $2::timestamptz WHERE id = $1::uuid',
} as const;

/**
 * Suspends a partner, a client or an agreement, or lifts the suspension. In force at once on this server, and on every
 * other within 30 seconds. What is so already stays as it is. Gives the partner's id.
 *
 * @throws ClientNotFoundError, AgreementNotFoundError, AgreementEndedError, and whatever {@link changePartner} throws.
 */
export function setSuspension(
  context: Context,
  { partnerId, version }: PartnerTarget,
  { field, what, suspended }: Suspension,
): Promise<string> {
  return changePartner(context, field, { partnerId, version }, async (open) => {
    const { id, isSuspended } = await findTarget(open, what);
    if (isSuspended === suspended) return;
    await open.count();
    const since = suspended ? context.app.now().toISOString() : null;
    await open.sql.query(STATEMENTS[what.kind], [id, since]);
  });
}

async function findTarget(
  { sql, partner }: OpenPartner,
  what: Suspendable,
): Promise<{ readonly id: string; readonly isSuspended: boolean }> {
  switch (what.kind) {
    case 'partner':
      return partner;
    case 'client':
      return findClient(sql, partner.id, what.clientId);
    case 'agreement': {
      const agreement = await findAgreement(sql, partner.id, what.number);
      if (agreement.isEnded) throw new AgreementEndedError();
      return agreement;
    }
  }
}
