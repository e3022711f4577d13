import type { Principal } from '../../api/auth/principal.js';
import { CHANGE_SQL } from '../../api/determination/change.js';
import { regionStatement } from '../../api/determination/region-statement.js';
import type { TestApp } from './app.js';
import { serverSide } from './hands.js';
import { as } from './offices.js';
import { shippedRuleSet } from './shipped-rule-sets.js';

/** A household or person as the statement of an area decides it. */
export interface Placed {
  readonly household_id: string;
  readonly person_id: string | null;
  readonly village_code: string;
  readonly outcome: string;
  readonly per_year: bigint | null;
  readonly standing: string;
  readonly change: string | null;
}

/** Everybody of the country as the statement decides them on 2026-11-01, in the name of an officer. */
export function decideCountry(
  { app }: TestApp,
  program: string,
  officer: Principal,
): Promise<Placed[]> {
  const { sql } = serverSide(app.database);
  const statement = `WITH ${regionStatement(shippedRuleSet(program))} SELECT *, ${CHANGE_SQL} AS change FROM placed`;
  return as(officer, () => sql.query<Placed>(statement, ['2026-11-01', '1', ':']));
}
