import type { Sql } from '../sql.js';

/**
 * Runs `work` in one transaction as the steward, who may seal anew and index anew without that being a change of anybody:
 * history, versions and held facts stay as they are (see the triggers of 0009_vault).
 */
export function asSteward<T>(sql: Sql, work: (sql: Sql) => Promise<T>): Promise<T> {
  return sql.transaction(async (inner) => {
    await inner.query('SET LOCAL ROLE dinsos_steward');
    await inner.query(
      `SELECT set_config('dinsos.reseal', 'on', true), set_config('dinsos.bulk_load', 'on', true)`,
    );
    return work(inner);
  });
}
