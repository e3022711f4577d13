import { allows } from '../access/allows.js';
import { PARTNER_OFFICE } from '../access/policy/partners.js';
import type { Context } from '../context.js';

/** A change to a partner or to what belongs to it. */
export interface PartnerChange {
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  /** The kind of record: partner, partner_client, client_key, agreement, webhook_endpoint. */
  readonly record: string;
  readonly recordId: string;
  /** Columns that differ from what the record was before; all of them where it was made. */
  readonly fields: readonly string[];
}

/** A page of a partner's history. */
export interface PartnerChangesPage {
  /** A partner that the caller may see. */
  readonly partnerId: string;
  readonly limit: number;
  /** Id of the last change of the page before; null = the first page. */
  readonly after: string | null;
}

interface ChangeRow extends Omit<PartnerChange, 'at'> {
  readonly page: number;
  readonly at: string;
}

const CHANGES_STATEMENT = `
SELECT p.page::int4 AS page, c.id, to_char(c.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, c.actor, c.action,
  c.table_name AS record, c.row_id AS "recordId",
  ARRAY(
    SELECT k FROM jsonb_object_keys(c.row) AS k
    WHERE k <> 'version' AND c.row -> k IS DISTINCT FROM coalesce(
      (SELECT b.row FROM partner_change b WHERE b.row_id = c.row_id AND b.at < c.at ORDER BY b.at DESC LIMIT 1), '{}'::jsonb) -> k
    ORDER BY k) AS fields
FROM unnest($1::uuid[], $2::int4[], $3::uuid[]) WITH ORDINALITY AS p(partner_id, size, after, page)
CROSS JOIN LATERAL (
  SELECT * FROM partner_change WHERE partner_id = p.partner_id AND (p.after IS NULL OR id < p.after)
  ORDER BY id DESC LIMIT p.size) AS c
ORDER BY p.page, c.id DESC`;

/** What was changed in each of some partners, latest first; one list a page asked for, in the same order. */
export async function listPartnerChanges(
  { app, principal }: Context,
  pages: readonly PartnerChangesPage[],
): Promise<PartnerChange[][]> {
  if (!allows(PARTNER_OFFICE, principal)) return pages.map(() => []);
  const rows = await app.database.sql.query<ChangeRow>(
    CHANGES_STATEMENT,
    [
      pages.map(({ partnerId }) => partnerId),
      pages.map(({ limit }) => limit),
      pages.map(({ after }) => after),
    ],
    'pages-of-partner-changes',
  );
  return pages.map((_page, index) =>
    rows
      .filter(({ page }) => page === index + 1)
      .map(({ page: _number, at, ...change }) => ({ ...change, at: new Date(at) })),
  );
}
