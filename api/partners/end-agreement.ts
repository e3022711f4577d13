import type { Context } from '../context.js';
import { changePartner, type PartnerTarget } from './change-partner.js';
import { findAgreement } from './find-agreement.js';

/** An agreement that shall hold no longer. */
export interface EndAgreementInput extends PartnerTarget {
  readonly number: string;
}

/**
 * Ends an agreement at once and for good, before its last day. One that was ended stays as it is. Gives the partner's id.
 *
 * @throws AgreementNotFoundError, and whatever {@link changePartner} throws.
 */
export function endAgreement(
  context: Context,
  { number, ...target }: EndAgreementInput,
): Promise<string> {
  return changePartner(context, 'endAgreement', target, async ({ sql, partner, count }) => {
    const agreement = await findAgreement(sql, partner.id, number);
    if (agreement.isEnded) return;
    await count();
    await sql.query('UPDATE agreement SET ended_at = $2::timestamptz WHERE id = $1::uuid', [
      ...[agreement.id, context.app.now().toISOString()],
    ]);
  });
}
