import type { PartnerKind } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import { demandOwner } from '../access/demand-owner.js';
import type { Context } from '../context.js';
import { StaleVersionError } from '../households/errors.js';
import { isUuid } from '../values/is-uuid.js';
import type { RegionCode } from '../values/region-code.js';
import { PartnerNotFoundError } from './errors.js';
import { nameActor } from './name-actor.js';

/** Which partner a change is about, as the caller has read it. */
export interface PartnerTarget {
  readonly partnerId: string;
  /** Version of the partner, which counts every change to it and to what belongs to it. */
  readonly version: number;
}

/** A partner that is locked until its transaction ends. */
export interface LockedPartner {
  readonly id: string;
  readonly slug: string;
  readonly kind: PartnerKind;
  /** The area that owns it; null = the ministry. */
  readonly ownerCode: RegionCode | null;
  readonly version: number;
  readonly isSuspended: boolean;
}

/** A change to a partner while it is being made. */
export interface OpenPartner {
  readonly sql: Sql;
  readonly partner: LockedPartner;
  /**
   * Compares the version and counts the change; called before anything is written. A change that finds everything done
   * returns before it, so that a call whose answer was lost can be repeated.
   *
   * @throws StaleVersionError
   */
  count(): Promise<void>;
}

const LOCK_STATEMENT = `
SELECT id, slug, kind::text, owner_code AS "ownerCode", version, suspended_at IS NOT NULL AS "isSuspended"
FROM partner WHERE id = $1::uuid AND owner_code IS NOT DISTINCT FROM $2 FOR UPDATE`;

/**
 * Makes a change to a partner, or to what belongs to it, in one transaction, and gives its id. Another server honours it
 * within 30 seconds, this one at once.
 *
 * @throws PartnerNotFoundError, alike for a partner of somebody else; StaleVersionError; Fault FORBIDDEN; every refusal of
 *   `work`. All of them undo the transaction.
 */
export async function changePartner(
  context: Context,
  field: string,
  { partnerId, version }: PartnerTarget,
  work: (open: OpenPartner) => Promise<void>,
): Promise<string> {
  const { app, principal } = context;
  const owner = demandOwner(principal, field);
  if (!isUuid(partnerId)) throw new PartnerNotFoundError();
  await app.database.sql.transaction(async (sql) => {
    await nameActor(sql, context, field);
    const [partner] = await sql.query<LockedPartner>(LOCK_STATEMENT, [partnerId, owner]);
    if (partner === undefined) throw new PartnerNotFoundError();
    await work({
      sql,
      partner,
      async count() {
        if (partner.version !== version) throw new StaleVersionError(partnerId, partner.version);
        await sql.query('UPDATE partner SET version = version + 1 WHERE id = $1::uuid', [
          partnerId,
        ]);
      },
    });
  });
  app.agreements.forget();
  return partnerId;
}
