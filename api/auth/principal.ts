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

/** Work that a caller does beyond its tier. `social_worker` is the case team: the only one that sees R3. */
export const ROLES = [
  'social_worker',
  'operator',
  'verifier',
  'monitor',
  'ministry',
  'tksk',
] as const;
export type Role = (typeof ROLES)[number];

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
