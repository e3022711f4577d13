import { RuleSetRefusedError } from '../../api/eligibility/parse-rule-set.js';
import {
  ProgramCodeInUseError,
  ProgramNotFoundError,
  RuleVersionInPastError,
  RuleVersionInUseError,
} from '../../api/programs/errors.js';
import { builder } from '../builder.js';
import { ErrorInterface } from '../errors.js';
import { RuleIssue } from './rule-issue.js';

const interfaces = [ErrorInterface];

builder.objectType(RuleSetRefusedError, {
  name: 'RuleSetRefusedError',
  description:
    'The rules cannot be published: an unknown fact, a message, legal basis or next step that is missing, or whatever else would leave a decision impossible or unexplained.',
  interfaces,
  fields: (t) => ({
    issues: t.field({
      type: [RuleIssue],
      description: 'Every place that is wrong, in the order of the text.',
      resolve: ({ issues }) => [...issues],
    }),
  }),
});

builder.objectType(ProgramNotFoundError, {
  name: 'ProgramNotFoundError',
  description:
    'There is no such program that the caller runs. One that somebody else runs is refused alike.',
  interfaces,
});

builder.objectType(ProgramCodeInUseError, {
  name: 'ProgramCodeInUseError',
  description: 'Another program has this code, or it was registered with other words.',
  interfaces,
});

builder.objectType(RuleVersionInUseError, {
  name: 'RuleVersionInUseError',
  description:
    'The version is published already, with other rules. What is published is not edited: publish another version.',
  interfaces,
});

builder.objectType(RuleVersionInPastError, {
  name: 'RuleVersionInPastError',
  description:
    'The first day lies in the past (Asia/Jakarta): rules do not hold backwards, and what was decided stays as it was decided.',
  interfaces,
});
