import { loadRuleSets } from '../../api/eligibility/load-rule-sets.js';
import { ruleSetInForce } from '../../api/eligibility/rule-set-in-force.js';
import type { RuleSet } from '../../api/eligibility/rule-set.js';

const programs = await loadRuleSets();

/** The rules of a shipped program that are in force on a date. */
export function shippedRuleSet(code: string, asOf = '2026-11-01'): RuleSet {
  const program = programs.find((one) => one.code === code);
  const ruleSet = ruleSetInForce(program?.versions ?? [], asOf);
  if (ruleSet === undefined) throw new Error(`no rules of ${code} are in force on ${asOf}`);
  return ruleSet;
}
