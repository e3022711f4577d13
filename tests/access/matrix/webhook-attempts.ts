import type { Principal } from '../../../api/auth/principal.js';
import { ownerAt, type Owner } from './agencies.js';
import type { Attempt, Fresh } from './attempts.js';
import type { MatrixWebhooks } from './webhooks.js';

let serial = 0;
const URL = () => `https://hooks.example/fresh-${(serial += 1)}`;

/** A change to an endpoint of an agency that the area of the caller's tier owns; a client tries those of the bank. */
function own(field: string, input: (webhooks: MatrixWebhooks) => object): Attempt {
  const spoils = ({ tier }: Principal) => (tier === 'PARTNER' ? 'bank webhooks' : ownerAt(tier));
  return {
    ...{ name: field, field, worker: 'regency_head', spoils },
    input: ({ agencies, bankWebhooks }: Fresh, { tier }) =>
      input(tier === 'PARTNER' ? bankWebhooks : agencies[ownerAt(tier)].webhooks),
  };
}

/** The same change to an endpoint of each owner's agency, whoever asks. */
function ofOwner(owner: Owner, words: string, worker: string): Attempt {
  return {
    ...{ name: `removeWebhookEndpoint, of ${words}`, field: 'removeWebhookEndpoint', worker },
    spoils: () => owner,
    input: ({ agencies }) => ({ id: agencies[owner].webhooks.endpointId, version: 1 }),
  };
}

/** Every change to endpoints. */
export const WEBHOOK_ATTEMPTS: readonly Attempt[] = [
  {
    ...{ name: 'registerWebhookEndpoint', field: 'registerWebhookEndpoint' },
    worker: 'regency_head',
    spoils: ({ tier }) => (tier === 'PARTNER' ? 'bank webhooks' : ownerAt(tier)),
    input: ({ agencies }, { tier }) => ({
      ...{ url: URL(), events: ['JOB_FINISHED'] },
      ...(tier === 'PARTNER'
        ? {}
        : { partnerId: agencies[ownerAt(tier)].working.partnerId, purpose: 'PAYEE_VERIFICATION' }),
    }),
  },
  own('changeWebhookEndpoint', ({ endpointId }) => ({
    ...{ id: endpointId, version: 1, enabled: false },
  })),
  own('rotateWebhookSecret', ({ endpointId }) => ({ id: endpointId, version: 1 })),
  own('redeliverWebhook', ({ deliveryId }) => ({ deliveryId })),
  own('removeWebhookEndpoint', ({ endpointId }) => ({ id: endpointId, version: 1 })),
  ofOwner('ministry', 'an agency of the ministry', 'ministry_program_owner'),
  ofOwner('province', 'an agency of a province', 'province_head'),
  ofOwner('regency', 'an agency of a regency', 'regency_head'),
];
