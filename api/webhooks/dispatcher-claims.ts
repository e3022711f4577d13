import type { Claims } from '../../prisma/claims.js';

/** As whom the dispatcher sees and moves the deliveries of all partners: by the rule of the ministry's program owner. */
export const DISPATCHER: Claims = {
  ...{ tier: 'NATIONAL', territory: '', purpose: 'SOCIAL_SERVICE' },
  ...{ subject: '', partner: '', roles: 'ministry_program_owner' },
};
