import type { PartnerKind } from '../../prisma/generated/enums.js';
import { demandOwner } from '../access/demand-owner.js';
import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import { safeText } from '../values/safe-text.js';
import { PartnerSlugInUseError } from './errors.js';
import { nameActor } from './name-actor.js';

/** An agency that is to become a partner. */
export interface RegisterPartnerInput {
  /** Stable short name, from which the ids of its OAuth clients are made. */
  readonly slug: string;
  readonly name: string;
  readonly kind: PartnerKind;
}

/** Letters first, words joined by single hyphens; no long number, which could be a person's. `sandbox-` is the seed's. */
const SLUG = /^(?!.*\d{6})(?!sandbox-)[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

const INSERT_STATEMENT = `
INSERT INTO partner (id, slug, name, kind, owner_code, created_at)
VALUES ($1::uuid, $2, $3, $4::"PartnerKind", $5, $6::timestamptz) ON CONFLICT (slug) DO NOTHING RETURNING id`;

const SAME_STATEMENT = `
SELECT id FROM partner
WHERE slug = $1 AND name = $2 AND kind = $3::"PartnerKind" AND owner_code IS NOT DISTINCT FROM $4`;

/**
 * Registers an agency as a partner of the ministry, or of the caller's area, and gives its id. It can ask nothing yet: that
 * takes an agreement and a client with a key. Registering the same once more gives the same partner.
 *
 * @throws PartnerSlugInUseError; Fault FORBIDDEN, and BAD_USER_INPUT for a slug or a name of another form.
 */
export async function registerPartner(
  context: Context,
  input: RegisterPartnerInput,
): Promise<string> {
  const { app, principal } = context;
  const owner = demandOwner(principal, 'registerPartner');
  const slug = safeText('slug', input.slug, {
    max: 60,
    form: SLUG,
    must: 'lower-case words joined by hyphens, such as bank-kota-contoh, without a long number, not sandbox-…',
  });
  const name = safeText('name', input.name, { max: 120 });
  return app.database.sql.transaction(async (sql) => {
    await nameActor(sql, context, 'registerPartner');
    if (owner !== null) {
      const region = await sql.query('SELECT code FROM region WHERE code = $1', [owner]);
      if (region.length === 0) throw new Fault('FORBIDDEN', 'There is no such area.');
    }
    const id = app.newId();
    const now = app.now().toISOString();
    const made = await sql.query(INSERT_STATEMENT, [id, slug, name, input.kind, owner, now]);
    if (made.length > 0) return id;
    const [same] = await sql.query<{ id: string }>(SAME_STATEMENT, [slug, name, input.kind, owner]);
    if (same === undefined) throw new PartnerSlugInUseError();
    return same.id;
  });
}
