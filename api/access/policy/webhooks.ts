import { ALWAYS, NEVER, type Rule } from '../rule.js';
import { HEAD, OWNER, PROGRAM_OWNER } from './owners.js';
import type { Policy } from './policy.js';

const PARTNER = { is: 'tier', in: ['PARTNER'] } as const satisfies Rule;

/** A partner's client, for its purpose, and who manages the partner. */
export const WEBHOOK_MANAGER = {
  any: [PARTNER, OWNER],
} as const satisfies Rule;

/** {@link WEBHOOK_MANAGER} for an operation: a client needs a scope for it that checks do not need. */
export const WEBHOOK_OPERATION = (
  ...officer: readonly ['registry:read', 'registry:write'?]
): Rule => ({
  any: [
    { all: [PARTNER, { is: 'scope', in: ['webhooks:manage'] }] },
    {
      all: [
        ...officer.flatMap((scope): Rule[] =>
          scope === undefined ? [] : [{ is: 'scope', in: [scope] }],
        ),
        OWNER,
      ],
    },
  ],
});

/** The client sees those of its agency and purpose, the ministry all, the head of an area those of its own partners. */
const ROWS = {
  any: [
    {
      all: [
        PARTNER,
        { is: 'own', column: 'partnerId', claim: 'partner' },
        { is: 'own', column: 'purpose', claim: 'purpose' },
      ],
    },
    PROGRAM_OWNER,
    { all: [HEAD, { is: 'owned', path: ['partner', 'ownerCode'] }] },
  ],
} as const satisfies Rule;

/** Where partners are told of changes, and what they are told. The dispatcher works as the ministry's program owner. */
export const webhooksPolicy = {
  WebhookEndpoint: {
    key: 'id',
    rows: ROWS,
    adds: ROWS,
    changes: ROWS,
    fields: {
      id: WEBHOOK_MANAGER,
      partnerId: NEVER,
      partner: NEVER,
      purpose: WEBHOOK_MANAGER,
      url: WEBHOOK_MANAGER,
      events: WEBHOOK_MANAGER,
      secretNumber: NEVER,
      formerUntil: NEVER,
      lastSequence: WEBHOOK_MANAGER,
      disabledAt: WEBHOOK_MANAGER,
      removedAt: NEVER,
      version: WEBHOOK_MANAGER,
      createdAt: WEBHOOK_MANAGER,
      deliveries: NEVER,
    },
  },
  // Whoever changes something may tell of it; only the dispatcher says that it was placed.
  WebhookEvent: {
    key: 'id',
    rows: ROWS,
    adds: ALWAYS,
    changes: PROGRAM_OWNER,
    fields: {
      id: NEVER,
      ordinal: NEVER,
      key: NEVER,
      partnerId: NEVER,
      partner: NEVER,
      purpose: NEVER,
      type: NEVER,
      subject: NEVER,
      data: NEVER,
      occurredAt: NEVER,
      placedAt: NEVER,
      deliveries: NEVER,
    },
  },
  WebhookDelivery: {
    key: 'id',
    rows: ROWS,
    adds: PROGRAM_OWNER,
    changes: ROWS,
    fields: {
      id: WEBHOOK_MANAGER,
      eventId: NEVER,
      event: NEVER,
      endpointId: NEVER,
      endpoint: NEVER,
      partnerId: NEVER,
      partner: NEVER,
      purpose: NEVER,
      subject: NEVER,
      sequence: WEBHOOK_MANAGER,
      status: WEBHOOK_MANAGER,
      attempts: WEBHOOK_MANAGER,
      nextAttemptAt: WEBHOOK_MANAGER,
      expiresAt: NEVER,
      leasedUntil: NEVER,
      lastStatus: WEBHOOK_MANAGER,
      lastMs: WEBHOOK_MANAGER,
      lastFailure: WEBHOOK_MANAGER,
      settledAt: WEBHOOK_MANAGER,
    },
  },
  // Which household it was, and nothing of it; for the dispatcher alone.
  WebhookTouch: {
    key: 'ordinal',
    rows: NEVER,
    floor: 'open',
    fields: { ordinal: NEVER, householdId: NEVER, seenAt: NEVER },
  },
} as const satisfies Policy<
  'WebhookEndpoint' | 'WebhookEvent' | 'WebhookDelivery' | 'WebhookTouch'
>;
