import type { Claims } from '../../prisma/claims.js';

/** As whom uses are written down, for all partners: by the rule of the ministry's program owner. */
export const COUNTER: Claims = {
  ...{ tier: 'NATIONAL', territory: '', purpose: 'SOCIAL_SERVICE' },
  ...{ subject: '', partner: '', roles: 'ministry_program_owner' },
};
