import { lookUp } from '../access/look-up.js';
import type { Context } from '../context.js';
import { badInput, Fault } from '../errors.js';
import { regionLevel, type RegionCode } from '../values/region-code.js';
import { CHANGE_SQL, type Change } from './change.js';
import { prepareDetermination, type DeterminationInput } from './prepare-determination.js';
import { regionStatement } from './region-statement.js';

/** A page of the households of a village that a determination would change in one way. */
export interface ChangedHouseholdsPage extends DeterminationInput {
  readonly region: RegionCode;
  readonly change: Change;
  readonly limit: number;
  readonly shown: number;
  /** Id of the last household of the page before; null = the first page. */
  readonly after: string | null;
}

const PEOPLE =
  'ARRAY(SELECT m.person_id FROM household_member m WHERE m.household_id = c.id AND m.until IS NULL) AS person_ids';

/**
 * The ids of households of a village that a determination would change, with the look written down; the village is decided
 * anew for every page. Of a program that serves people: the households in which it would change somebody.
 *
 * @throws Fault FORBIDDEN for who would not determine the program, BAD_USER_INPUT for an area other than a village.
 */
export async function findChangedHouseholds(
  context: Context,
  page: ChangedHouseholdsPage,
): Promise<string[]> {
  if (regionLevel(page.region) !== 'VILLAGE') throw badInput('region must be a village.');
  const { rule, asOf, range, decides } = await prepareDetermination(context, page);
  if (!decides) throw new Fault('FORBIDDEN', 'Who it is about is for the office that determines.');
  return lookUp(context, {
    action: 'determinationChanges',
    fields: ['identity', 'household', 'members', 'outcome', 'enrolment'],
    kind: 'households',
    shown: page.shown,
    name: `determination-${rule.id}`,
    select: `WITH ${regionStatement(rule.ruleSet)}
      SELECT c.id, ${PEOPLE} FROM (SELECT DISTINCT household_id AS id FROM placed WHERE ${CHANGE_SQL} = $4) c
      WHERE $5::uuid IS NULL OR c.id > $5::uuid ORDER BY c.id LIMIT $6::int4`,
    params: [asOf, range.low, range.high, page.change, page.after, page.limit],
  });
}
