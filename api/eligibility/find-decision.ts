import { eligibilityGrant } from '../access/grant.js';
import { recordAccess } from '../access/record-access.js';
import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import { disclosedFields, type ShownDecision } from './disclosure.js';
import { replayDecision } from './replay-decision.js';

/**
 * A recorded decision, replayed, whatever the registry says today. Null where there is none that the caller may see: a
 * partner sees its own for its purpose, an officer those about people of the territory and those it asked for itself.
 *
 * @throws Fault FORBIDDEN where the partner has no agreement in force for its purpose.
 */
export async function findDecision(context: Context, id: string): Promise<ShownDecision | null> {
  const { app, principal } = context;
  const { asker } = await eligibilityGrant(context);
  if (!isUuid(id)) return null;
  const recorded = await app.database.prisma.decision.findFirst({
    where: { AND: [{ id }, rowFilter('Decision', principal)] },
  });
  if (recorded === null) return null;
  const shown = replayDecision((await app.programs.read()).values(), recorded, principal.purpose);
  await recordAccess(context, {
    action: 'eligibilityDecision',
    fields: disclosedFields(principal.purpose),
    personIds: recorded.personId === null ? [] : [recorded.personId],
    decisionId: id,
    legalBasis: asker.legalBasis,
  });
  return shown;
}
