import type { Sql } from '../../prisma/sql.js';
import { demandMutation } from '../access/demand-mutation.js';
import { recordAccess } from '../access/record-access.js';
import type { Context } from '../context.js';
import { StaleVersionError } from '../households/errors.js';
import { RefusalError } from '../refusal-error.js';
import { isUuid } from '../values/is-uuid.js';
import type { CodeRange } from '../values/region-code.js';
import { CorrectionNotFoundError, CorrectionResolvedError } from './errors.js';
import { openCorrection, type Correction, type StoredCorrection } from './open-correction.js';

/** Which wish, as the caller read it. */
export interface CorrectionKey {
  readonly id: string;
  readonly version: number;
}

const LOCK_STATEMENT = 'SELECT lock_correction($1, $2, $3) AS correction';

/**
 * Changes an open wish of the caller's territory in one transaction with the entry of the trail, and gives it as it stands.
 * A refusal undoes everything and is written down as denied.
 *
 * @throws CorrectionNotFoundError, CorrectionResolvedError, StaleVersionError, every refusal of `work`; Fault FORBIDDEN.
 */
export async function changeCorrection(
  context: Context,
  field: 'startCorrection' | 'resolveCorrection',
  { id, version }: CorrectionKey,
  work: (sql: Sql, is: StoredCorrection) => Promise<void>,
): Promise<Correction> {
  const { app, principal } = context;
  const range = demandMutation(principal, field);
  if (!isUuid(id)) throw new CorrectionNotFoundError();
  const access = { action: field, fields: ['correction'] };
  let personId: string | undefined;
  try {
    return await app.database.sql.transaction(async (sql) => {
      const correction = await lock(sql, id, range);
      ({ personId } = correction);
      if (correction.resolvedAt !== null) throw new CorrectionResolvedError();
      if (correction.version !== version) throw new StaleVersionError(id, correction.version);
      await work(sql, correction);
      await recordAccess(context, { ...access, personIds: [personId] }, sql);
      return openCorrection(app, await lock(sql, id, range));
    });
  } catch (error) {
    if (error instanceof RefusalError) {
      const personIds = personId === undefined ? [] : [personId];
      await recordAccess(context, { ...access, personIds, outcome: 'DENIED' });
    }
    throw error;
  }
}

async function lock(sql: Sql, id: string, { low, high }: CodeRange): Promise<StoredCorrection> {
  const [row] = await sql.query<{ correction: StoredCorrection | null }>(LOCK_STATEMENT, [
    ...[id, low, high],
  ]);
  const correction = row?.correction ?? null;
  if (correction === null) throw new CorrectionNotFoundError();
  return correction;
}
