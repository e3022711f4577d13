import type { RuleIssue } from '../eligibility/parse-expression.js';
import { RefusalError } from '../refusal-error.js';

/** A change that gives no valid rule set of the program. `issues` say where and what. */
export class RuleChangeRefusedError extends RefusalError {
  readonly issues: readonly RuleIssue[];

  constructor(issues: readonly RuleIssue[]) {
    super('RULE_CHANGE_REFUSED', {
      id: 'Perubahan itu tidak menghasilkan aturan program yang sah.',
      en: 'The change gives no valid rule of the program.',
    });
    this.issues = issues;
  }
}
