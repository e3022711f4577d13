import { NEVER } from '../rule.js';
import type { Policy } from './policy.js';

/**
 * Keys and erasures: read by the server and its stewards, shown to nobody. A wrapped key says nothing of anybody and opens
 * nothing without a row that row-level security guards, so the tables of keys are open to the server.
 */
export const vaultPolicy = {
  WrappingKey: {
    key: 'id',
    rows: NEVER,
    floor: 'open',
    fields: { id: NEVER, createdAt: NEVER, personKeys: NEVER, householdKeys: NEVER },
  },
  PersonKey: {
    key: 'personId',
    rows: NEVER,
    floor: 'open',
    fields: {
      personId: NEVER,
      person: NEVER,
      wrapped: NEVER,
      wrappingKeyId: NEVER,
      wrappingKey: NEVER,
    },
  },
  HouseholdKey: {
    key: 'householdId',
    rows: NEVER,
    floor: 'open',
    fields: {
      householdId: NEVER,
      household: NEVER,
      wrapped: NEVER,
      wrappingKeyId: NEVER,
      wrappingKey: NEVER,
    },
  },
  IndexStep: {
    key: 'layer',
    rows: NEVER,
    floor: 'open',
    fields: { layer: NEVER, step: NEVER, after: NEVER, doneAt: NEVER },
  },
  Erasure: {
    key: 'id',
    rows: NEVER,
    fields: {
      id: NEVER,
      personId: NEVER,
      householdId: NEVER,
      ground: NEVER,
      reference: NEVER,
      actor: NEVER,
      requestId: NEVER,
      at: NEVER,
    },
  },
} as const satisfies Policy<'WrappingKey' | 'PersonKey' | 'HouseholdKey' | 'IndexStep' | 'Erasure'>;
