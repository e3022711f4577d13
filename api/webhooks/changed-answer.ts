import { isDeepStrictEqual } from 'node:util';
import type { WebhookEventType } from '../../prisma/generated/enums.js';
import type { ShownDecision } from '../eligibility/disclosure.js';

/**
 * In what an answer differs from the one that was given, both cut to what the purpose may see: what is not disclosed to it is
 * no change. The register's version alone is none either, since it moves for everybody every quarter.
 */
export function changedAnswer(
  given: ShownDecision,
  now: ShownDecision,
): Extract<WebhookEventType, 'ELIGIBILITY_CHANGED' | 'ENROLMENT_CHANGED'>[] {
  return [
    ...(given.enrolment === now.enrolment ? [] : (['ENROLMENT_CHANGED'] as const)),
    ...(isDeepStrictEqual(entitled(given), entitled(now))
      ? []
      : (['ELIGIBILITY_CHANGED'] as const)),
  ];
}

function entitled({ outcome, criteria, entitlement, route }: ShownDecision): unknown {
  return {
    ...{ outcome, entitlement, route },
    criteria: criteria.map(({ code, finding }) => [code, finding]),
  };
}
