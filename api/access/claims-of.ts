import type { Claims } from '../../prisma/claims.js';
import { ROLES, type Principal } from '../auth/principal.js';
import { claimText } from './claim-text.js';

/** What is no region code: a broken territory is not the absence of one, which the ministry has. */
const NO_TERRITORY = '-';

/** A caller as row-level security asks for it. Whatever a broken token put in place of a text says nothing. */
export function claimsOf({
  tier,
  territory,
  purpose,
  subject,
  partner,
  roles,
}: { readonly [K in keyof Principal]: unknown }): Claims {
  return {
    tier: claimText(tier),
    territory: territory === null ? '' : claimText(territory) || NO_TERRITORY,
    purpose: claimText(purpose),
    subject: claimText(subject),
    partner: claimText((partner as { readonly id?: unknown } | null | undefined)?.id),
    roles: Array.isArray(roles) ? ROLES.filter((role) => roles.includes(role)).join(',') : '',
  };
}
