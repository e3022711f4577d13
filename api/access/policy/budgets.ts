import { ALWAYS, NEVER, PROTECTION, type Rule } from '../rule.js';
import type { Policy } from './policy.js';

/**
 * The data-protection officer, about actors of the own territory; the ministry's about everybody, also those who stand in no
 * territory.
 */
const alertsWithin = (...path: [string] | [string, string]): Rule => ({
  all: [
    PROTECTION,
    {
      any: [
        { is: 'tier', in: ['NATIONAL'] },
        { is: 'within', path },
      ],
    },
  ],
});

/** Counters, which only the server reads, and what it noticed, which data-protection officers read. */
export const budgetsPolicy = {
  PeopleLedger: {
    key: 'id',
    rows: NEVER,
    floor: 'open',
    fields: {
      id: NEVER,
      budget: NEVER,
      day: NEVER,
      taken: NEVER,
      granted: NEVER,
      epoch: NEVER,
      takenAt: NEVER,
    },
  },
  CountedPerson: {
    key: 'ledgerId',
    rows: NEVER,
    floor: 'open',
    fields: { ledgerId: NEVER, subject: NEVER },
  },
  CostWindow: {
    key: 'key',
    rows: NEVER,
    floor: 'open',
    fields: { key: NEVER, points: NEVER, expire: NEVER },
  },
  AccessAlert: {
    key: 'id',
    rows: alertsWithin('territory'),
    adds: ALWAYS,
    fields: {
      id: PROTECTION,
      at: PROTECTION,
      kind: PROTECTION,
      actor: PROTECTION,
      clientId: PROTECTION,
      tier: PROTECTION,
      territory: PROTECTION,
      partnerId: PROTECTION,
      purpose: PROTECTION,
      windowStart: PROTECTION,
      windowEnd: PROTECTION,
      looked: PROTECTION,
      missed: PROTECTION,
      sequential: PROTECTION,
      usual: PROTECTION,
      acknowledgement: PROTECTION,
    },
  },
  AlertAcknowledgement: {
    key: 'alertId',
    rows: alertsWithin('alert', 'territory'),
    adds: alertsWithin('alert', 'territory'),
    fields: {
      alertId: NEVER,
      alert: NEVER,
      at: PROTECTION,
      actor: PROTECTION,
      note: PROTECTION,
    },
  },
} as const satisfies Policy<
  'PeopleLedger' | 'CountedPerson' | 'CostWindow' | 'AccessAlert' | 'AlertAcknowledgement'
>;
