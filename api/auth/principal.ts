import type { AccessPurpose, PartnerKind } from '../../prisma/generated/enums.js';
import type { RegionCode } from '../values/region-code.js';

/** On which level a caller stands. Partners and citizens stand on none of the five tiers of government. */
export const TIERS = [
  'NATIONAL',
  'PROVINCE',
  'REGENCY',
  'DISTRICT',
  'VILLAGE',
  'PARTNER',
  'CITIZEN',
] as const;
export type Tier = (typeof TIERS)[number];

/**
 * The work that somebody does on a tier (reference 4.2); a token with a role of another tier is refused. Who enters,
 * verifies and signs are different people. `social_worker` (Peksos) is the case team: the only one that sees R3. `province_head` (kepala Dinsos provinsi) signs
 * the province's agreements: the province runs programs of its own, and its monitor writes nothing.
 */
export const ROLE_TIERS = {
  village_operator: ['VILLAGE'],
  village_head: ['VILLAGE'],
  tksk: ['DISTRICT'],
  regency_verifier: ['REGENCY'],
  regency_head: ['REGENCY'],
  social_worker: ['REGENCY'],
  tagana: ['REGENCY', 'PROVINCE'],
  province_monitor: ['PROVINCE'],
  province_head: ['PROVINCE'],
  ministry_determination: ['NATIONAL'],
  ministry_program_owner: ['NATIONAL'],
  auditor: ['NATIONAL', 'PROVINCE', 'REGENCY'],
  data_protection_officer: ['NATIONAL', 'PROVINCE', 'REGENCY'],
} as const satisfies Readonly<Record<string, readonly Tier[]>>;
export type Role = keyof typeof ROLE_TIERS;
export const ROLES = Object.keys(ROLE_TIERS) as [Role, ...Role[]];

/** OAuth scopes of an access token: a token without one cannot do that kind of thing, whatever its role. */
export const SCOPES = [
  'eligibility:check',
  'registry:read',
  'registry:write',
  'webhooks:manage',
] as const;
export type Scope = (typeof SCOPES)[number];

/** How long the territory code of a tier is, in characters; null = it has none. Citizens: any area, that of the desk. */
export const TERRITORY_LENGTH: Readonly<Record<Tier, readonly number[] | null>> = {
  NATIONAL: null,
  PROVINCE: [2],
  REGENCY: [5],
  DISTRICT: [8],
  VILLAGE: [13],
  PARTNER: null,
  CITIZEN: [2, 5, 8, 13],
};

/** Who is asking, as a verified access token says it; nothing in it comes from the request itself. */
export interface Principal {
  /** Token subject: one officer's or one client's opaque id. */
  readonly subject: string;
  readonly clientId: string;
  /** Display name of the office or agency. */
  readonly name: string;
  readonly tier: Tier;
  /** The caller's area; null = no territory of its own (NATIONAL, PARTNER). */
  readonly territory: RegionCode | null;
  readonly roles: readonly Role[];
  /** One client = one agency × one purpose. */
  readonly purpose: AccessPurpose;
  readonly partner: { readonly id: string; readonly kind: PartnerKind } | null;
  readonly scopes: readonly string[];
  /** Seconds since 1970 after which the token is void. */
  readonly expiresAt: number;
}
