import type { AccessPurpose } from '../../prisma/generated/enums.js';
import { allows, ownClaim } from '../access/allows.js';
import { ruleOf } from '../access/surface.js';
import type { Principal } from '../auth/principal.js';
import { Fault } from '../errors.js';
import { demandOwner } from '../access/demand-owner.js';
import type { RegionCode } from '../values/region-code.js';

/** In whose name a caller manages endpoints: a client in that of its agency and purpose, an office in that of all partners it owns. */
export type WebhookCaller =
  | { readonly partnerId: string; readonly purpose: AccessPurpose }
  /** Null = the ministry. */
  | { readonly owner: RegionCode | null };

/** @throws Fault FORBIDDEN where the mutation is not for the caller. */
export function demandWebhookCaller(principal: Principal, field: string): WebhookCaller {
  if (principal.tier !== 'PARTNER') return { owner: demandOwner(principal, field) };
  const rule = ruleOf('Mutation', field);
  const partnerId = ownClaim(principal, 'partner');
  const { purpose } = principal;
  if (rule === undefined || partnerId === null || !allows(rule, principal)) {
    throw new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
  }
  return { partnerId, purpose };
}
