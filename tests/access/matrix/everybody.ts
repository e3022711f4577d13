import {
  ROLE_TIERS,
  ROLES,
  SCOPES,
  TIERS,
  type Principal,
  type Role,
  type Tier,
} from '../../../api/auth/principal.js';
import { AccessPurpose, PartnerKind } from '../../../prisma/generated/enums.js';
import { areasOf, type PartnerIds } from './callers.js';

/**
 * Every caller that rules could tell apart, also those of whom no token can speak: each tier with each role, each two roles
 * that one token may carry, each purpose and kind of partner; each with every missing scope, of which operations ask, or in
 * every place, of which rows do. Two rules that let the same of them at the same things are the same rule.
 */
export function everybody(partners: PartnerIds, differIn: 'scopes' | 'places'): Principal[] {
  const whole = [...SCOPES];
  const scopes =
    differIn === 'places'
      ? [whole]
      : [whole, ...SCOPES.map((left) => SCOPES.filter((one) => one !== left))];
  return TIERS.flatMap((tier) =>
    workOn(tier).flatMap((roles) =>
      Object.values(AccessPurpose).flatMap((purpose) =>
        partnersOn(tier, partners).flatMap((partner) =>
          areasOf(tier)
            .slice(0, differIn === 'places' ? undefined : 1)
            .flatMap((territory) =>
              scopes.map((some): Principal => ({
                ...{ subject: 'everybody', clientId: 'everybody', name: 'Kantor Contoh', tier },
                ...{ roles, purpose, partner, territory, scopes: some, expiresAt: 4_000_000_000 },
              })),
            ),
        ),
      ),
    ),
  );
}

function workOn(tier: Tier): Role[][] {
  const here = ROLES.filter((role) => (ROLE_TIERS[role] as readonly Tier[]).includes(tier));
  const pairs = here.flatMap((one, at) => here.slice(at + 1).map((other) => [one, other]));
  return [[], ...ROLES.map((role) => [role]), ...pairs];
}

function partnersOn(tier: Tier, ids: PartnerIds): Principal['partner'][] {
  if (tier !== 'PARTNER') return [null];
  return Object.values(PartnerKind).map((kind) => ({ id: ids[kind], kind }));
}
