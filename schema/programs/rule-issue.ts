import type { RuleIssue as Issue } from '../../api/eligibility/parse-expression.js';
import { builder } from '../builder.js';

export const RuleIssue = builder.objectRef<Issue>('RuleIssue').implement({
  description: 'What is wrong with a rule set, and where.',
  fields: (t) => ({
    path: t.string({
      description:
        'The place, as keys and positions from 0: criteria.2.holds. Empty = the text as a whole.',
      resolve: ({ path }) => path.join('.'),
    }),
    message: t.exposeString('message', {
      description: 'What is wrong there, in English, for the author of the rules.',
    }),
  }),
});
