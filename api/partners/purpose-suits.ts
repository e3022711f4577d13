import type { AccessPurpose, PartnerKind } from '../../prisma/generated/enums.js';

/** What each kind of agency may ask for. Another agency of government: nothing, until the disclosure contract says what. */
const PURPOSES: Readonly<Record<PartnerKind, readonly AccessPurpose[]>> = {
  BANK: ['PAYEE_VERIFICATION'],
  POST: ['PAYEE_VERIFICATION'],
  HOSPITAL: ['HEALTH_COVERAGE_CHECK'],
  UNIVERSITY: ['STUDENT_AID_SCREENING'],
  GOVERNMENT: [],
};

/** Whether a kind of partner may have a client, or an agreement, for a purpose. */
export function purposeSuits(kind: PartnerKind, purpose: AccessPurpose): boolean {
  return PURPOSES[kind].includes(purpose);
}
