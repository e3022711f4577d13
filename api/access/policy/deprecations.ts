import { NEVER } from '../rule.js';
import { PROGRAM_OWNER } from './owners.js';
import { PARTNER_READER, partnersRows } from './partners.js';
import type { Policy } from './policy.js';

/**
 * What partners use of what is deprecated: for themselves, and for who manages or oversees them. The counter works as the
 * ministry's program owner.
 */
export const deprecationsPolicy = {
  DeprecatedUse: {
    key: 'id',
    rows: partnersRows('partnerId', 'partner', 'ownerCode'),
    adds: PROGRAM_OWNER,
    changes: PROGRAM_OWNER,
    fields: {
      id: PARTNER_READER,
      partnerId: NEVER,
      partner: PARTNER_READER,
      purpose: PARTNER_READER,
      day: PARTNER_READER,
      element: PARTNER_READER,
      uses: PARTNER_READER,
    },
  },
} as const satisfies Policy<'DeprecatedUse'>;
