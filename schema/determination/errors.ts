import { RuleChangeRefusedError } from '../../api/determination/errors.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';
import { RuleIssue } from '../programs/rule-issue.js';

builder.objectType(RuleChangeRefusedError, {
  name: 'RuleChangeRefusedError',
  description: 'The change gives no valid rule set of the program. Nobody was decided.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    issues: t.field({
      type: [RuleIssue],
      description: 'What to mend, place by place.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});
