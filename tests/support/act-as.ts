import type { Principal, Role } from '../../api/auth/principal.js';
import { parseRegionCode } from '../../api/values/region-code.js';
import { createTestApp, type TestApp } from './app.js';

const USUAL_WORK: Partial<Record<Principal['tier'], Role>> = {
  NATIONAL: 'ministry_determination',
  PROVINCE: 'province_monitor',
  REGENCY: 'regency_verifier',
  DISTRICT: 'tksk',
  VILLAGE: 'village_operator',
};

/** An officer of any office, for whom no persona exists; with the usual work of the tier, if not told otherwise. */
export function officerOf(
  tier: Principal['tier'],
  territory: string | null,
  roles: readonly Role[] = [USUAL_WORK[tier]].filter((role) => role !== undefined),
): Principal {
  return {
    subject: `officer-of-${territory ?? 'the-country'}`,
    clientId: 'test',
    name: 'Kantor Contoh',
    tier,
    territory: parseRegionCode(territory),
    roles,
    purpose: 'SOCIAL_SERVICE',
    partner: null,
    scopes: ['eligibility:check', 'registry:read', 'registry:write'],
    expiresAt: 4_000_000_000,
  };
}

/** A second server over the database of `app`, on which everybody is this caller. Close it before `app`. */
export function actAs({ app }: TestApp, principal: Principal): Promise<TestApp> {
  return createTestApp({ principal, database: app.database });
}
