import { ALWAYS, NEVER, READER, within } from '../rule.js';
import type { Policy } from './policy.js';

/** What was decided, looked at and changed: read only through functions that cut it to the reader. */
export const recordsPolicy = {
  // Read only through eligibilityDecision and the decisions of a person, which cut it to the reader's purpose.
  Decision: {
    key: 'id',
    rows: {
      any: [
        {
          all: [
            { is: 'tier', in: ['PARTNER'] },
            { is: 'own', column: 'partnerId', claim: 'partner' },
            { is: 'own', column: 'purpose', claim: 'purpose' },
          ],
        },
        within('villageCode'),
        {
          all: [
            { any: [READER, { is: 'tier', in: ['CITIZEN'] }] },
            { is: 'own', column: 'actor', claim: 'subject' },
          ],
        },
      ],
    },
    // Written for many callers in one statement, each row by what its own caller was granted.
    adds: ALWAYS,
    fields: {
      id: NEVER,
      householdId: NEVER,
      personId: NEVER,
      subject: NEVER,
      reference: NEVER,
      programId: NEVER,
      program: NEVER,
      ruleVersionId: NEVER,
      ruleVersion: NEVER,
      registryVersion: NEVER,
      asOf: NEVER,
      decidedAt: NEVER,
      purpose: NEVER,
      actor: NEVER,
      partnerId: NEVER,
      territory: NEVER,
      villageCode: NEVER,
      outcome: NEVER,
      facts: NEVER,
      findings: NEVER,
      result: NEVER,
    },
  },
  // What a check reads; never shown.
  HouseholdFacts: {
    key: 'householdId',
    rows: NEVER,
    fields: { householdId: NEVER, household: NEVER, facts: NEVER },
  },
  AccessEntry: {
    key: 'id',
    rows: NEVER,
    adds: ALWAYS,
    fields: {
      id: NEVER,
      at: NEVER,
      requestId: NEVER,
      action: NEVER,
      outcome: NEVER,
      actor: NEVER,
      tier: NEVER,
      territory: NEVER,
      partnerId: NEVER,
      purpose: NEVER,
      legalBasis: NEVER,
      fields: NEVER,
      people: NEVER,
      personIds: NEVER,
      decisionId: NEVER,
    },
  },
  // Read only through the changes of a household that the caller may see.
  ChangeEntry: {
    key: 'id',
    rows: NEVER,
    fields: {
      id: NEVER,
      tableName: NEVER,
      rowId: NEVER,
      householdId: NEVER,
      operation: NEVER,
      row: NEVER,
      validFrom: NEVER,
      validUntil: NEVER,
      actor: NEVER,
      action: NEVER,
      requestId: NEVER,
    },
  },
} as const satisfies Policy<'Decision' | 'HouseholdFacts' | 'AccessEntry' | 'ChangeEntry'>;
