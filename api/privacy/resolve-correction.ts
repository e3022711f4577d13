import type { CorrectionRefusal, CorrectionStatus } from '../../prisma/generated/enums.js';
import type { Sql } from '../../prisma/sql.js';
import type { Context } from '../context.js';
import { badInput } from '../errors.js';
import { changeCorrection, type CorrectionKey } from './change-correction.js';
import { NotCorrectedYetError } from './errors.js';
import type { Correction } from './open-correction.js';
import { readLegalBasis } from './read-legal-basis.js';

/** The answer to a wish: a refusal with its reason and law, or, where both are absent, that it was corrected. */
export interface ResolveCorrectionInput extends CorrectionKey {
  readonly refusal?: CorrectionRefusal | null | undefined;
  readonly legalBasis?: string | null | undefined;
}

const CHANGE_STATEMENT = 'SELECT answering_change($1) AS id';
const RESOLVE_STATEMENT = 'SELECT handle_correction($1, $2, $3, $4, $5, $6, $7)';

/**
 * Answers a wish to correct. That it was corrected is said only where what was asked about has changed since, by
 * `correctPerson` or another change; the answer is linked with that change. The person is told at the desk.
 *
 * @throws CorrectionNotFoundError, CorrectionResolvedError, StaleVersionError, NotCorrectedYetError; Fault FORBIDDEN, and
 *   BAD_USER_INPUT for a refusal without its law, or a law without refusal.
 */
export async function resolveCorrection(
  context: Context,
  { refusal, legalBasis, ...key }: ResolveCorrectionInput,
): Promise<Correction> {
  const { app, principal } = context;
  const reason = refusal ?? null;
  const law = legalBasis ?? null;
  if ((reason === null) !== (law === null)) {
    throw badInput('refusal and legalBasis must be given together, or neither of them.');
  }
  const basis = law === null ? null : readLegalBasis('legalBasis', law);
  return changeCorrection(context, 'resolveCorrection', key, async (sql) => {
    const changeId = reason === null ? await findChange(sql, key.id) : null;
    const status: CorrectionStatus = reason === null ? 'CORRECTED' : 'REFUSED';
    await sql.query(RESOLVE_STATEMENT, [
      ...[key.id, app.now().toISOString(), principal.subject, status, reason, basis, changeId],
    ]);
  });
}

async function findChange(sql: Sql, id: string): Promise<string> {
  const [change] = await sql.query<{ id: string | null }>(CHANGE_STATEMENT, [id]);
  const changeId = change?.id ?? null;
  if (changeId === null) throw new NotCorrectedYetError();
  return changeId;
}
