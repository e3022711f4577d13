import type { Context } from '../context.js';
import { changeCorrection, type CorrectionKey } from './change-correction.js';
import type { Correction } from './open-correction.js';

const START_STATEMENT = `SELECT handle_correction($1, $2, $3, 'IN_PROGRESS', NULL, NULL, NULL)`;

/**
 * Takes a wish into work. Whoever takes it again takes it over; the clock runs on from when it was asked.
 *
 * @throws CorrectionNotFoundError, CorrectionResolvedError, StaleVersionError; Fault FORBIDDEN.
 */
export async function startCorrection(context: Context, key: CorrectionKey): Promise<Correction> {
  const { app, principal } = context;
  return changeCorrection(context, 'startCorrection', key, async (sql) => {
    await sql.query(START_STATEMENT, [key.id, app.now().toISOString(), principal.subject]);
  });
}
