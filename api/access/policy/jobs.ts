import { BULK_CHECKER, NEVER, READER, type Rule } from '../rule.js';
import type { Policy } from './policy.js';

/** Jobs belong to whoever started them: a client of a partner for its purpose, or an officer. */
const OWN = {
  all: [
    {
      any: [
        {
          all: [
            { is: 'tier', in: ['PARTNER'] },
            { is: 'own', column: 'partnerId', claim: 'partner' },
          ],
        },
        READER,
      ],
    },
    { is: 'own', column: 'purpose', claim: 'purpose' },
    { is: 'own', column: 'actor', claim: 'subject' },
  ],
} as const satisfies Rule;

const OWN_ROW = {
  all: [
    { any: [{ is: 'tier', in: ['PARTNER'] }, READER] },
    { is: 'own', column: 'actor', claim: 'subject' },
  ],
} as const satisfies Rule;

/** Jobs over many people. Rows leave only as results, which are cut to the purpose. */
export const jobsPolicy = {
  EligibilityJob: {
    key: 'id',
    rows: OWN,
    adds: OWN,
    changes: OWN,
    fields: {
      id: BULK_CHECKER,
      idempotencyKey: NEVER,
      actor: NEVER,
      clientId: NEVER,
      tier: NEVER,
      territory: NEVER,
      roles: NEVER,
      partnerId: NEVER,
      partnerKind: NEVER,
      purpose: BULK_CHECKER,
      programId: NEVER,
      program: BULK_CHECKER,
      ruleVersionId: NEVER,
      ruleVersion: NEVER,
      asOf: BULK_CHECKER,
      askedAsOf: NEVER,
      requestId: NEVER,
      status: BULK_CHECKER,
      uploaded: BULK_CHECKER,
      accepted: BULK_CHECKER,
      csvHeader: NEVER,
      createdAt: BULK_CHECKER,
      completedAt: BULK_CHECKER,
      expiresAt: BULK_CHECKER,
      servedAt: NEVER,
      rows: NEVER,
      chunks: NEVER,
    },
  },
  EligibilityJobRow: {
    key: 'jobId',
    rows: OWN_ROW,
    adds: OWN_ROW,
    fields: {
      jobId: NEVER,
      job: NEVER,
      ord: NEVER,
      actor: NEVER,
      subject: NEVER,
      reference: NEVER,
      claims: NEVER,
      refusal: NEVER,
      message: NEVER,
      duplicateOf: NEVER,
    },
  },
  // Numbers of rows and ids of decisions, which are guarded themselves.
  EligibilityJobChunk: {
    key: 'jobId',
    rows: NEVER,
    floor: 'open',
    fields: {
      jobId: NEVER,
      job: NEVER,
      number: NEVER,
      firstOrd: NEVER,
      lastOrd: NEVER,
      worker: NEVER,
      leaseUntil: NEVER,
      attempts: NEVER,
      doneAt: NEVER,
      completed: NEVER,
      refused: NEVER,
      decisions: NEVER,
    },
  },
} as const satisfies Policy<'EligibilityJob' | 'EligibilityJobRow' | 'EligibilityJobChunk'>;
