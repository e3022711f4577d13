import type { Principal } from '../auth/principal.js';
import { Fault } from '../errors.js';
import type { CodeRange } from '../values/region-code.js';
import { allows, callerRange } from './allows.js';
import { ruleOf } from './surface.js';

/**
 * The villages in which the caller may make this change.
 *
 * @throws Fault FORBIDDEN where the rule of the mutation refuses the caller, or the caller has no territory.
 */
export function demandMutation(principal: Principal, field: string): CodeRange {
  const rule = ruleOf('Mutation', field);
  const range = callerRange(principal);
  if (rule === undefined || range === null || !allows(rule, principal)) {
    throw new Fault('FORBIDDEN', 'This is not for the caller to see or do.');
  }
  return range;
}
