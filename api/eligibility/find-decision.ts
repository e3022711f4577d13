import { eligibilityGrant } from '../access/grant.js';
import { recordAccess } from '../access/record-access.js';
import { rowFilter } from '../access/row-filter.js';
import type { Context } from '../context.js';
import { isUuid } from '../values/is-uuid.js';
import { disclosedFields, type ShownDecision } from './disclosure.js';
import { replayDecision } from './replay-decision.js';

/**
 * A recorded decision, replayed, whatever the registry says today. Null where there is none that the caller may see: a
 * partner sees its own for its purpose, an officer those about people of the territory and those it asked for itself. The
 * look is written down either way.
 *
 * @throws Fault FORBIDDEN where the partner has no agreement in force for its purpose.
 */
export async function findDecision(context: Context, id: string): Promise<ShownDecision | null> {
  const { app, principal } = context;
  const { asker } = await eligibilityGrant(context);
  const recorded = isUuid(id)
    ? await app.database.prisma.decision.findFirst({
        where: { AND: [{ id }, rowFilter('Decision', principal)] },
      })
    : null;
  const programs =
    recorded === null ? [] : (await app.programs.readWith([recorded.ruleVersionId])).values();
  const shown = recorded === null ? null : replayDecision(programs, recorded, principal.purpose);
  const personId = recorded?.personId ?? null;
  await recordAccess(context, {
    action: 'eligibilityDecision',
    fields: disclosedFields(principal.purpose),
    personIds: personId === null ? [] : [personId],
    ...(recorded === null ? {} : { decisionId: recorded.id }),
    legalBasis: asker.legalBasis,
  });
  return shown;
}
