import type { Claims } from '../../prisma/claims.js';

/** As whom the server itself looks, when it starts, whether there is somebody, and whether its keys open him. */
export const WHOLE_REGISTRY: Claims = {
  ...{ tier: 'NATIONAL', territory: '', purpose: 'SOCIAL_SERVICE' },
  ...{ subject: '', partner: '', roles: 'ministry_determination' },
};
