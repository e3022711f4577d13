import type { Expression } from './expression.js';
import type { RuleSet } from './rule-set.js';

/** Every expression of a rule set that is asked of the person and the household. */
export function ruleSetExpressions({ criteria, entitlement }: RuleSet): Expression[] {
  const asked = criteria.flatMap((criterion) => [
    ...(criterion.appliesWhen === undefined ? [] : [criterion.appliesWhen]),
    ...('holds' in criterion ? [criterion.holds] : criterion.routes.map(({ holds }) => holds)),
  ]);
  const due = entitlement.lines.flatMap(({ when }) => (when === undefined ? [] : [when]));
  return [...asked, ...due];
}
