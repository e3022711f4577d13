import { freshPublicKey, freshSlug, terms } from '../../support/partners.js';
import { OWN_PROGRAMS, ownerAt, type Owner } from './agencies.js';
import type { Attempt } from './attempts.js';

/** A change to an agency that the area of the caller's tier owns. */
function own(
  field: string,
  which: 'working' | 'suspended' | 'bare',
  more: Attempt['input'] = () => ({}),
): Attempt {
  return {
    ...{ name: field, field, worker: 'regency_head' },
    spoils: ({ tier }) => ownerAt(tier),
    input(fresh, caller) {
      const found = fresh.agencies[ownerAt(caller.tier)][which];
      const partnerId = typeof found === 'string' ? found : found.partnerId;
      return { partnerId, version: 1, ...more(fresh, caller) };
    },
  };
}

const clientOf =
  (which: 'working' | 'suspended'): Attempt['input'] =>
  ({ agencies }, { tier }) => ({ clientId: agencies[ownerAt(tier)][which].clientId });
const agreementOf =
  (which: 'working' | 'suspended'): Attempt['input'] =>
  ({ agencies }, { tier }) => ({ number: agencies[ownerAt(tier)][which].number });
const keyFor: Attempt['input'] = (fresh, caller) => ({
  ...clientOf('working')(fresh, caller),
  publicKey: freshPublicKey(),
});

/** The same change to an agency of each owner, whoever asks. */
function ofOwner(owner: Owner, words: string, worker: string): Attempt {
  return {
    ...{ name: `suspendPartner, of ${words}`, field: 'suspendPartner', worker },
    spoils: () => owner,
    input: ({ agencies }) => ({ partnerId: agencies[owner].working.partnerId, version: 1 }),
  };
}

/** Every change to partners, each tried on an agency of the own area; one of them on an agency of each owner. */
export const AGENCY_ATTEMPTS: readonly Attempt[] = [
  {
    ...{ name: 'registerPartner', field: 'registerPartner', worker: 'regency_head' },
    spoils: ({ tier }) => ownerAt(tier),
    input: () => ({ slug: freshSlug(), name: 'Bank Contoh', kind: 'BANK' }),
  },
  own('addPartnerClient', 'bare', () => ({ purpose: 'PAYEE_VERIFICATION' })),
  own('addClientKey', 'working', keyFor),
  own('rotateClientKey', 'working', keyFor),
  own('retireClientKey', 'working', ({ agencies }, { tier }) => ({
    kid: agencies[ownerAt(tier)].working.kid,
  })),
  own('recordAgreement', 'bare', (_fresh, { tier }) =>
    terms(`PKS-${freshSlug()}`, { programs: [OWN_PROGRAMS[ownerAt(tier)]] }),
  ),
  own('endAgreement', 'working', agreementOf('working')),
  own('suspendAgreement', 'working', agreementOf('working')),
  own('resumeAgreement', 'suspended', agreementOf('suspended')),
  own('suspendClient', 'working', clientOf('working')),
  own('resumeClient', 'suspended', clientOf('suspended')),
  own('suspendPartner', 'working'),
  own('resumePartner', 'suspended'),
  ofOwner('ministry', 'the ministry', 'ministry_program_owner'),
  ofOwner('province', 'a province', 'province_head'),
  ofOwner('regency', 'a regency', 'regency_head'),
];
