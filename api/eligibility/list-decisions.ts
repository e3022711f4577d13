import { allows, callerRange } from '../access/allows.js';
import { recordAccess } from '../access/record-access.js';
import { rowFilter } from '../access/row-filter.js';
import { READER } from '../access/rule.js';
import type { Context } from '../context.js';
import { disclosedFields, type ShownDecision } from './disclosure.js';
import { replayDecision } from './replay-decision.js';

/** A page of the decisions about one person. */
export interface DecisionsPage {
  readonly personId: string;
  readonly limit: number;
  /** Id of the last decision of the page before; null = the first page. */
  readonly after: string | null;
}

const PAGES_STATEMENT = `
SELECT p.page::int4 AS page, d.id
FROM unnest($1::uuid[], $2::int4[], $3::uuid[]) WITH ORDINALITY AS p(person_id, size, after, page)
CROSS JOIN LATERAL (
  SELECT id FROM decision
  WHERE person_id = p.person_id AND (p.after IS NULL OR id < p.after)
    AND ((village_code >= $4 AND village_code < $5) OR actor = $6)
  ORDER BY id DESC LIMIT p.size) AS d
ORDER BY p.page, d.id DESC`;

/**
 * What was decided about each of some people, latest first, whoever asked, cut to what the reader's purpose may see. One
 * list a page asked for, in the same order; the number of statements does not depend on how many are asked for.
 */
export async function listDecisions(
  context: Context,
  pages: readonly DecisionsPage[],
): Promise<ShownDecision[][]> {
  const { app, principal } = context;
  const range = allows(READER, principal) ? callerRange(principal) : null;
  if (range === null) return pages.map(() => []);
  const found = await app.database.sql.query<{ page: number; id: string }>(
    PAGES_STATEMENT,
    [
      pages.map(({ personId }) => personId),
      pages.map(({ limit }) => limit),
      pages.map(({ after }) => after),
      ...[range.low, range.high, principal.subject],
    ],
    'pages-of-decisions',
  );
  const recorded = await app.database.prisma.decision.findMany({
    where: { AND: [{ id: { in: found.map(({ id }) => id) } }, rowFilter('Decision', principal)] },
  });
  const byId = new Map(recorded.map((row) => [row.id, row]));
  await recordAccess(context, {
    action: 'decisions',
    fields: disclosedFields(principal.purpose),
    personIds: [...new Set(pages.map(({ personId }) => personId))],
  });
  const rules = recorded.map(({ ruleVersionId }) => ruleVersionId);
  const programs = [...(await app.programs.readWith(rules)).values()];
  return pages.map((_page, index) =>
    found
      .filter(({ page }) => page === index + 1)
      .flatMap(({ id }) => byId.get(id) ?? [])
      .map((row) => replayDecision(programs, row, principal.purpose)),
  );
}
