import { recordAccess } from '../access/record-access.js';
import { rowFilter } from '../access/row-filter.js';
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

/** What was decided about a person, latest first, whoever asked, cut to what the reader's purpose may see. */
export async function listDecisions(
  context: Context,
  { personId, limit, after }: DecisionsPage,
): Promise<ShownDecision[]> {
  const { app, principal } = context;
  const recorded = await app.database.prisma.decision.findMany({
    where: {
      AND: [
        { personId },
        after === null ? {} : { id: { lt: after } },
        rowFilter('Decision', principal),
      ],
    },
    orderBy: { id: 'desc' },
    take: limit,
  });
  if (recorded.length === 0) return [];
  await recordAccess(context, {
    action: 'decisions',
    fields: disclosedFields(principal.purpose),
    personIds: [personId],
  });
  const programs = [...(await app.programs.read()).values()];
  return recorded.map((row) => replayDecision(programs, row, principal.purpose));
}
