import { z } from 'zod';
import { AccessPurpose, PartnerKind } from '../../prisma/generated/enums.js';
import { parseRegionCode, type RegionCode } from '../values/region-code.js';
import {
  ROLE_TIERS,
  ROLES,
  TERRITORY_LENGTH,
  TIERS,
  type Principal,
  type Role,
  type Tier,
} from './principal.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const OPAQUE = /^[\w.:@/-]{1,120}$/;
/** A subject must not be a person's number. */
const LONG_NUMBER = /\d{13}/;

const opaqueId = z
  .string()
  .regex(OPAQUE)
  .refine((text) => !LONG_NUMBER.test(text));

const claimsSchema = z.object({
  sub: opaqueId,
  client_id: opaqueId,
  jti: z.string().min(1).max(200),
  iat: z.number(),
  exp: z.number(),
  scope: z.string().max(2_000).optional(),
  name: z.string().min(1).max(120),
  tier: z.enum(TIERS),
  territory: z.string().optional(),
  roles: z.array(z.enum(ROLES)).max(ROLES.length).default([]),
  partner: z.string().regex(UUID).optional(),
  partner_kind: z.enum(PartnerKind).optional(),
  purpose: z.enum(AccessPurpose),
});

/**
 * Who the claims of a verified token name, or null when they are malformed or contradict each other: a claim is never
 * repaired, since what a broken claim would mean is a guess about somebody's data.
 */
export function principalOfClaims(claims: unknown): Principal | null {
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success) return null;
  const { data } = parsed;
  const territory = territoryOf(data.tier, data.territory);
  const partner = partnerOf(data.tier, data.partner, data.partner_kind);
  if (territory === undefined || partner === undefined) return null;
  if (!data.roles.every((role) => worksOn(role, data.tier))) return null;
  return Object.freeze({
    subject: data.sub,
    clientId: data.client_id,
    name: data.name,
    tier: data.tier,
    territory,
    roles: Object.freeze(data.roles),
    purpose: data.purpose,
    partner,
    scopes: Object.freeze((data.scope ?? '').split(' ').filter((scope) => scope !== '')),
    expiresAt: data.exp,
  });
}

function worksOn(role: Role, tier: Tier): boolean {
  return (ROLE_TIERS[role] as readonly Tier[]).includes(tier);
}

function territoryOf(tier: Tier, claim: string | undefined): RegionCode | null | undefined {
  const lengths = TERRITORY_LENGTH[tier];
  if (lengths === null) return claim === undefined ? null : undefined;
  const code = parseRegionCode(claim);
  return code !== null && lengths.includes(code.length) ? code : undefined;
}

function partnerOf(
  tier: Tier,
  id: string | undefined,
  kind: PartnerKind | undefined,
): Principal['partner'] | undefined {
  if (tier !== 'PARTNER') return id === undefined && kind === undefined ? null : undefined;
  return id === undefined || kind === undefined ? undefined : Object.freeze({ id, kind });
}
