import type { PartnerKind } from '../../../prisma/generated/enums.js';
import { SANDBOX_PARTNERS } from '../../../prisma/seed/sandbox-partners.js';
import type { Tier } from '../../../api/auth/principal.js';
import { storePartner, type StoredPartner } from '../../support/partners.js';
import type { Asking } from './asking.js';
import type { PartnerIds } from './callers.js';
import { makeUse } from './uses.js';
import { makeWebhooks, type MatrixWebhooks } from './webhooks.js';

/** Who owns an agency: the ministry, the province of the record, or its regency. */
export const OWNERS = { ministry: null, province: '32', regency: '32.05' } as const;
export type Owner = keyof typeof OWNERS;

/** What an owner may share of its own, by an agreement. */
export const OWN_PROGRAMS: Readonly<Record<Owner, string>> = {
  ministry: 'PKH',
  province: 'PROV-32-CONTOH',
  regency: 'APBD-32.05-FIRE',
};

/** Agencies of one owner: one at work, one suspended altogether, and one that has nothing but its client yet. */
export interface Agencies {
  readonly working: StoredPartner;
  readonly suspended: StoredPartner;
  readonly bare: string;
  /** Of the one at work. */
  readonly webhooks: MatrixWebhooks;
  readonly useId: string;
}

const OWNERS_BY_TIER: Partial<Record<Tier, Owner>> = {
  NATIONAL: 'ministry',
  PROVINCE: 'province',
};

/** Whose agencies a caller of a tier asks for: those of the area of that tier that holds the record. */
export function ownerAt(tier: Tier): Owner {
  return OWNERS_BY_TIER[tier] ?? 'regency';
}

/** Writes agencies of an owner that no change was made to before. */
export async function makeAgencies(asking: Asking, owner: Owner): Promise<Agencies> {
  const { app } = asking;
  const { sql } = app.app.database;
  const working = await storePartner(app, OWNERS[owner]);
  const suspended = await storePartner(app, OWNERS[owner]);
  for (const [table, key] of [
    ['partner', 'id'],
    ['partner_client', 'partner_id'],
    ['agreement', 'partner_id'],
  ]) {
    await sql.query(
      `UPDATE ${table} SET suspended_at = '2026-10-01T00:00:00Z' WHERE ${key} = $1::uuid`,
      [suspended.partnerId],
    );
  }
  const bare = app.app.newId();
  await sql.query(
    `INSERT INTO partner (id, slug, name, kind, owner_code) VALUES ($1::uuid, 'bare-' || $2::text, 'Bank Contoh', 'BANK', $3)`,
    [bare, working.clientId.split('.')[0], OWNERS[owner]],
  );
  const webhooks = await makeWebhooks(asking, working.partnerId);
  const useId = await makeUse(asking, working.partnerId);
  return { working, suspended, bare, webhooks, useId };
}

const GOVERNMENT_PARTNER = '01900000-0000-7000-8000-0000000000a1';

/** A partner of each kind; agencies of government, which the sandbox has none of, for every purpose. */
export async function seedPartners({ app }: Asking): Promise<PartnerIds> {
  const { sql } = app.app.database;
  await sql.query(
    `INSERT INTO partner (id, slug, name, kind) VALUES ($1, 'matrix-agency', 'Badan Contoh', 'GOVERNMENT')`,
    [GOVERNMENT_PARTNER],
  );
  await sql.query(
    `INSERT INTO agreement (id, partner_id, number, purpose, programs, territories, valid_from, valid_until, daily_people)
     SELECT gen_random_uuid(), $1, 'PKS-MATRIX-' || purpose, purpose, programs, territories, valid_from, valid_until, daily_people
     FROM (SELECT DISTINCT ON (purpose) * FROM agreement ORDER BY purpose, id) AS known`,
    [GOVERNMENT_PARTNER],
  );
  await sql.query(
    `INSERT INTO partner_client (id, client_id, partner_id, purpose)
     VALUES (gen_random_uuid(), 'matrix-agency.payee-verification', $1, 'PAYEE_VERIFICATION')`,
    [GOVERNMENT_PARTNER],
  );
  // Those of the sandbox have a client each, and what key it holds is theirs to know.
  await sql.query(
    `INSERT INTO partner_client (id, client_id, partner_id, purpose)
     SELECT gen_random_uuid(), 'matrix-' || p.slug, p.id, a.purpose FROM partner p JOIN agreement a ON a.partner_id = p.id
     WHERE p.id <> $1 ON CONFLICT (partner_id, purpose) DO NOTHING`,
    [GOVERNMENT_PARTNER],
  );
  await sql.query(
    `INSERT INTO client_key (id, client_id, kid, alg, jwk)
     SELECT gen_random_uuid(), c.id, 'matrix-' || c.client_id, 'ES256', '{"kty":"EC","crv":"P-256","x":"AA","y":"AA"}'::jsonb
     FROM partner_client c WHERE NOT EXISTS (SELECT FROM client_key k WHERE k.client_id = c.id)`,
    [],
  );
  await sql.query(
    `INSERT INTO program (id, code, name_id, name_en, administering_tier, unit, owner_code, legal_basis)
     SELECT $1::uuid, $2, 'Program Contoh', 'Invented program', administering_tier, unit, $3, 'Pergub Contoh 1/2026'
     FROM program WHERE code = 'PROV-31-KLJ'`,
    [app.app.newId(), OWN_PROGRAMS.province, OWNERS.province],
  );
  const ids = Object.fromEntries(
    SANDBOX_PARTNERS.map(({ kind, id }): [PartnerKind, string] => [kind, id]),
  );
  return { ...ids, GOVERNMENT: GOVERNMENT_PARTNER } as PartnerIds;
}
