import type { Context } from '../context.js';
import type { Asker } from '../eligibility/decision.js';
import { OFFICERS_LAW } from './record-access.js';
import { purposeCovers } from '../eligibility/disclosure.js';
import { Fault } from '../errors.js';
import type { CatalogProgram } from '../programs/program-catalog.js';
import { jakartaDate } from '../values/calendar-date.js';
import { callerRange } from './allows.js';

/** What a caller may ask eligibility about: as whom it asks, and which programs exist for it. */
export interface EligibilityGrant {
  readonly asker: Asker;
  covers(program: CatalogProgram): boolean;
}

/**
 * The caller's grant: for officers their territory by law, for partners what the agreement in force says.
 *
 * @throws Fault FORBIDDEN where the partner has no agreement in force for its purpose.
 */
export async function eligibilityGrant({
  app,
  principal,
  requestId,
}: Context): Promise<EligibilityGrant> {
  const { subject, clientId, tier, territory, purpose, partner } = principal;
  const base = { subject, tier, territory, purpose, requestId };
  if (partner === null) {
    const range = callerRange(principal);
    const territories = range === null ? [] : [range];
    return {
      asker: { ...base, partnerId: null, legalBasis: OFFICERS_LAW, territories },
      covers: (program) => purposeCovers(purpose, program),
    };
  }
  const asking = { partnerId: partner.id, purpose, clientId };
  const terms = await app.agreements.find(asking, jakartaDate(app.now()));
  if (terms === null) throw new Fault('FORBIDDEN', 'No agreement in force covers this purpose.');
  return {
    asker: {
      ...base,
      partnerId: partner.id,
      legalBasis: terms.number,
      territories: terms.territories,
    },
    covers: (program) => terms.programs.has(program.code) && purposeCovers(purpose, program),
  };
}
