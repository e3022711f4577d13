import { CORRECTOR, DELAYER, DESK, NEVER, type Rule } from '../rule.js';
import type { Policy } from './policy.js';

const IN_TERRITORY: Rule = { is: 'within', path: ['person', 'villageCode'] };

/** Wishes to correct, and looks told later: read only through functions that cut them to the reader. */
export const privacyPolicy = {
  Correction: {
    key: 'id',
    rows: { all: [IN_TERRITORY, { any: [CORRECTOR, DESK] }] },
    keeper: 'dinsos_overseer',
    fields: {
      id: NEVER,
      personId: NEVER,
      person: NEVER,
      field: NEVER,
      claim: NEVER,
      verifiedBy: NEVER,
      status: NEVER,
      recordedAt: NEVER,
      requestedAt: NEVER,
      dueAt: NEVER,
      startedAt: NEVER,
      resolvedAt: NEVER,
      refusal: NEVER,
      legalBasis: NEVER,
      changeId: NEVER,
      requestedBy: NEVER,
      handledBy: NEVER,
      version: NEVER,
    },
  },
  // A desk's statement obeys delays and never shows one.
  AccessDelay: {
    key: 'id',
    rows: { all: [IN_TERRITORY, { any: [DELAYER, DESK] }] },
    keeper: 'dinsos_overseer',
    fields: {
      id: NEVER,
      personId: NEVER,
      person: NEVER,
      looksFrom: NEVER,
      looksUntil: NEVER,
      office: NEVER,
      delayedUntil: NEVER,
      reason: NEVER,
      legalBasis: NEVER,
      actor: NEVER,
      createdAt: NEVER,
      requestId: NEVER,
    },
  },
} as const satisfies Policy<'Correction' | 'AccessDelay'>;
