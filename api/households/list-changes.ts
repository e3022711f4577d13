import { allows, callerRange } from '../access/allows.js';
import { GOVERNMENT } from '../access/rule.js';
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
  readonly page: number;
  readonly at: string;
}

// What came next: the following image of the same row, or the row as it stands, or nothing when it was deleted.
const CHANGES_STATEMENT = `
SELECT p.page::int4 AS page, c.id, to_char(c.valid_until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, c.actor, c.action,
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
FROM unnest($1::uuid[], $2::int4[], $3::uuid[]) WITH ORDINALITY AS p(household_id, size, after, page)
JOIN household own ON own.id = p.household_id AND own.village_code >= $5 AND own.village_code < $6
CROSS JOIN LATERAL (
  SELECT * FROM change_entry
  WHERE household_id = p.household_id AND (p.after IS NULL OR id < p.after)
    AND ($4::boolean OR table_name <> 'classification' OR row ->> 'sensitivity' <> 'R3')
  ORDER BY id DESC LIMIT p.size) AS c
ORDER BY p.page, c.id DESC`;

/**
 * What was changed in each of some households, latest first; one list a page asked for, in the same order. Changes of R3
 * classifications are seen by the case team alone, and those of a household elsewhere by nobody.
 */
export async function listChanges(
  { app, principal }: Context,
  pages: readonly ChangesPage[],
): Promise<Change[][]> {
  const range = allows(GOVERNMENT, principal) ? callerRange(principal) : null;
  if (range === null) return pages.map(() => []);
  const rows = await app.database.sql.query<ChangeRow>(
    CHANGES_STATEMENT,
    [
      pages.map(({ householdId }) => householdId),
      pages.map(({ limit }) => limit),
      pages.map(({ after }) => after),
      principal.roles.includes('social_worker'),
      ...[range.low, range.high],
    ],
    'pages-of-changes',
  );
  return pages.map((_page, index) =>
    rows
      .filter(({ page }) => page === index + 1)
      .map(({ page: _number, at, ...change }) => ({ ...change, at: new Date(at) })),
  );
}
