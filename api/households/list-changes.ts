import { allows, callerRange } from '../access/allows.js';
import { READER } from '../access/rule.js';
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

// A function of the database (migration 0005), which may read history; it asks the claims itself.
const CHANGES_STATEMENT = `
SELECT page, id, at, actor, action, record, record_id AS "recordId", fields
FROM household_changes($1::uuid[], $2::int4[], $3::uuid[], $4, $5)`;

/**
 * What was changed in each of some households, latest first; one list a page asked for, in the same order. Changes of R3
 * classifications are seen by the case team alone, and those of a household elsewhere by nobody.
 */
export async function listChanges(
  { app, principal }: Context,
  pages: readonly ChangesPage[],
): Promise<Change[][]> {
  const range = allows(READER, principal) ? callerRange(principal) : null;
  if (range === null) return pages.map(() => []);
  const rows = await app.database.sql.query<ChangeRow>(
    CHANGES_STATEMENT,
    [
      pages.map(({ householdId }) => householdId),
      pages.map(({ limit }) => limit),
      pages.map(({ after }) => after),
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
