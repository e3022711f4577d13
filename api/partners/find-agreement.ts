import type { Sql } from '../../prisma/sql.js';
import { AgreementNotFoundError } from './errors.js';

/** An agreement of a partner that is being changed. */
export interface FoundAgreement {
  readonly id: string;
  readonly isSuspended: boolean;
  readonly isEnded: boolean;
}

/** The agreement of a partner by its number. @throws AgreementNotFoundError */
export async function findAgreement(
  sql: Sql,
  partnerId: string,
  number: string,
): Promise<FoundAgreement> {
  const [agreement] = await sql.query<FoundAgreement>(
    `SELECT id, suspended_at IS NOT NULL AS "isSuspended", ended_at IS NOT NULL AS "isEnded" FROM agreement
     WHERE partner_id = $1::uuid AND number = $2`,
    [partnerId, number],
  );
  if (agreement === undefined) throw new AgreementNotFoundError();
  return agreement;
}
