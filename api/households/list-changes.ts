import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';

/** A change to a household or to anything in it. */
export interface Change {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  /** The kind of record: household, person, housing_condition … */
  readonly record: string;
  readonly recordId: string;
  /** Columns that differ between what it was and what came next. */
  readonly fields: readonly string[];
}

/** A page of a household's history. */
export interface ChangesPage {
  readonly householdId: string;
  readonly limit: number;
  /** Id of the last change of the page before; null = the first page. */
  readonly after: string | null;
}

interface ChangeRow extends Omit<Change, 'at'> {
  readonly at: string;
}

// What came next: the following image of the same row, or the row as it stands, or nothing when it was deleted.
const CHANGES_STATEMENT = `
SELECT c.id, to_char(c.valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, c.actor, c.action,
  c.table_name AS record, c.row_id AS "recordId",
  ARRAY(
    SELECT k FROM jsonb_object_keys(c.row) AS k
    WHERE k NOT IN ('updated_at', 'version', 'name_tokens', 'nik_index', 'kk_index')
      AND c.row -> k IS DISTINCT FROM coalesce(
        (SELECT n.row FROM change_entry n WHERE n.table_name = c.table_name AND n.row_id = c.row_id
          AND n.valid_from >= c.valid_until ORDER BY n.valid_from LIMIT 1),
        CASE c.table_name
          WHEN 'household' THEN (SELECT to_jsonb(t) FROM household t WHERE t.id = c.row_id)
          WHEN 'household_member' THEN (SELECT to_jsonb(t) FROM household_member t WHERE t.id = c.row_id)
          WHEN 'person' THEN (SELECT to_jsonb(t) FROM person t WHERE t.id = c.row_id)
          WHEN 'person_condition' THEN (SELECT to_jsonb(t) FROM person_condition t WHERE t.id = c.row_id)
          WHEN 'housing_condition' THEN (SELECT to_jsonb(t) FROM housing_condition t WHERE t.id = c.row_id)
          WHEN 'disaster_loss' THEN (SELECT to_jsonb(t) FROM disaster_loss t WHERE t.id = c.row_id)
          WHEN 'classification' THEN (SELECT to_jsonb(t) FROM classification t WHERE t.id = c.row_id)
          WHEN 'exclusion' THEN (SELECT to_jsonb(t) FROM exclusion t WHERE t.id = c.row_id)
          WHEN 'enrolment' THEN (SELECT to_jsonb(t) FROM enrolment t WHERE t.id = c.row_id)
          WHEN 'registry_listing' THEN (SELECT to_jsonb(t) FROM registry_listing t WHERE t.id = c.row_id)
          WHEN 'dukcapil_match' THEN (SELECT to_jsonb(t) FROM dukcapil_match t WHERE t.id = c.row_id)
        END, '{}'::jsonb) -> k
    ORDER BY k) AS fields
FROM change_entry c
WHERE c.household_id = $1::uuid AND ($2::uuid IS NULL OR c.id < $2::uuid)
  AND ($3::boolean OR c.table_name <> 'classification' OR c.row ->> 'sensitivity' <> 'R3')
ORDER BY c.id DESC
LIMIT $4::int4`;

/**
 * What was changed in a household, latest first. Changes of R3 classifications are seen by the case team alone. The
 * household itself must have passed the caller's row filter before.
 */
export async function listChanges(
  { app, principal }: Context,
  { householdId, limit, after }: ChangesPage,
): Promise<Change[]> {
  const visible = await app.database.prisma.household.count({
    where: { AND: [{ id: householdId }, rowFilter('Household', principal)] },
  });
  if (visible === 0) return [];
  const rows = await app.database.sql.query<ChangeRow>(CHANGES_STATEMENT, [
    householdId,
    after,
    principal.roles.includes('social_worker'),
    limit,
  ]);
  return rows.map(({ at, ...change }) => ({ ...change, at: new Date(at) }));
}
