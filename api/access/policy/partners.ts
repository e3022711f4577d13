import { ALWAYS, NEVER, OVERSEER, type Rule } from '../rule.js';
import { HEAD, NATIONAL, OWNER, PROGRAM_OWNER } from './owners.js';
import type { Policy } from './policy.js';

/** Who looks at partners from an office: those who manage them, the auditor, and the data-protection officer. */
export const PARTNER_OFFICE = { any: [OWNER, OVERSEER] } as const satisfies Rule;

/** An office, or the partner itself. */
export const PARTNER_READER = {
  any: [PARTNER_OFFICE, { is: 'tier', in: ['PARTNER'] }],
} as const satisfies Rule;

/** The ministry and the national overseers see all, an area's head its own, an area's overseers those of the territory. */
export function partnersRows(own: string, ...owner: [string] | [string, string]): Rule {
  return {
    any: [
      {
        all: [
          { is: 'tier', in: ['PARTNER'] },
          { is: 'own', column: own, claim: 'partner' },
        ],
      },
      PROGRAM_OWNER,
      { all: [NATIONAL, OVERSEER] },
      { all: [HEAD, { is: 'owned', path: owner }] },
      { all: [OVERSEER, { is: 'within', path: owner }] },
    ],
  };
}

/** Partners, their clients, keys and agreements. They are agencies, not people. */
export const partnersPolicy = {
  Partner: {
    key: 'id',
    rows: partnersRows('id', 'ownerCode'),
    floor: 'open',
    fields: {
      id: ALWAYS,
      slug: PARTNER_READER,
      name: ALWAYS,
      kind: ALWAYS,
      ownerCode: NEVER,
      owner: PARTNER_READER,
      suspendedAt: PARTNER_READER,
      version: PARTNER_READER,
      createdAt: PARTNER_READER,
      agreements: PARTNER_READER,
      clients: PARTNER_READER,
      changes: PARTNER_OFFICE,
      endpoints: NEVER,
      events: NEVER,
      deliveries: NEVER,
      deprecated: NEVER,
    },
  },
  Agreement: {
    key: 'id',
    rows: partnersRows('partnerId', 'partner', 'ownerCode'),
    floor: 'open',
    fields: {
      id: PARTNER_READER,
      partnerId: NEVER,
      partner: NEVER,
      number: PARTNER_READER,
      purpose: PARTNER_READER,
      programs: PARTNER_READER,
      territories: PARTNER_READER,
      validFrom: PARTNER_READER,
      validUntil: PARTNER_READER,
      dailyPeople: PARTNER_READER,
      suspendedAt: PARTNER_READER,
      endedAt: PARTNER_READER,
    },
  },
  PartnerClient: {
    key: 'id',
    rows: partnersRows('partnerId', 'partner', 'ownerCode'),
    floor: 'open',
    fields: {
      id: PARTNER_READER,
      clientId: PARTNER_READER,
      partnerId: NEVER,
      partner: NEVER,
      purpose: PARTNER_READER,
      suspendedAt: PARTNER_READER,
      createdAt: PARTNER_READER,
      keys: PARTNER_READER,
    },
  },
  // Read through its client alone.
  ClientKey: {
    key: 'id',
    rows: NEVER,
    floor: 'open',
    fields: {
      id: PARTNER_READER,
      clientId: NEVER,
      client: NEVER,
      kid: PARTNER_READER,
      alg: PARTNER_READER,
      jwk: NEVER,
      createdAt: PARTNER_READER,
      retiredAt: PARTNER_READER,
    },
  },
  // Read through the changes of a partner that the caller may see.
  PartnerChange: {
    key: 'id',
    rows: NEVER,
    floor: 'open',
    fields: {
      id: NEVER,
      partnerId: NEVER,
      partner: NEVER,
      tableName: NEVER,
      rowId: NEVER,
      operation: NEVER,
      row: NEVER,
      at: NEVER,
      actor: NEVER,
      action: NEVER,
      requestId: NEVER,
    },
  },
} as const satisfies Policy<
  'Partner' | 'Agreement' | 'PartnerClient' | 'ClientKey' | 'PartnerChange'
>;
