import type { Principal } from '../auth/principal.js';
import { Fault } from '../errors.js';
import { owningRegion } from '../values/owning-region.js';
import type { RegionCode } from '../values/region-code.js';
import { allows, callerArea, callerRange } from './allows.js';
import { ruleOf } from './surface.js';

/**
 * In whose name the caller manages partners and programs: an area, or null for the ministry. Each manages those that it owns:
 * the centre cannot alter what a regency has agreed or decreed, nor a province what its regencies have.
 *
 * @throws Fault FORBIDDEN where the mutation is not for the caller, and for the administrative cities of DKI Jakarta, which
 *   belong to the province, and for a ministry that claims an area.
 */
export function demandOwner(principal: Principal, field: string): RegionCode | null {
  const rule = ruleOf('Mutation', field);
  if (rule !== undefined && allows(rule, principal)) {
    if (principal.tier === 'NATIONAL' && callerRange(principal) !== null) return null;
    const area = callerArea(principal);
    if (area !== null && owningRegion(area) === area) return area;
  }
  throw new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
}
