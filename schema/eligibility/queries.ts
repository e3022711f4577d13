import { checkEligibilities } from '../../api/eligibility/check-eligibilities.js';
import { checkEligibility } from '../../api/eligibility/check-eligibility.js';
import { findDecision } from '../../api/eligibility/find-decision.js';
import { asksPeople } from '../asks-people.js';
import { builder } from '../builder.js';
import { CheckEligibilitiesInput, CheckEligibilityInput } from './inputs.js';
import { EligibilityCheckResult, EligibilityDecision } from './types.js';

builder.queryField('checkEligibility', (t) =>
  t.field({
    type: EligibilityDecision,
    complexity: 10,
    extensions: asksPeople(() => 1),
    description:
      'Decides whether a person is eligible for a program. The decision and the look are recorded before the answer is given. FORBIDDEN for another purpose than the token carries, NOT_FOUND for a program that is unknown or outside the purpose, RATE_LIMITED where the person does not fit in what is left of the day.',
    args: {
      input: t.arg({
        type: CheckEligibilityInput,
        required: true,
        description: 'Who, what, when and why.',
      }),
    },
    resolve: (_root, { input }, context) => checkEligibility(context, input),
  }),
);

builder.queryField('checkEligibilities', (t) =>
  t.field({
    type: [EligibilityCheckResult],
    extensions: asksPeople((args) => (args['input'] as { people: unknown[] }).people.length),
    complexity: ({ input }) => ({ field: 10, multiplier: Math.max(1, input.people.length / 20) }),
    description:
      'Decides up to 1,000 people in the order given. A malformed NIK, a duplicate or bad claims refuse their own row only. RATE_LIMITED where the people do not all fit in what is left of the day: nobody is looked up then.',
    args: {
      input: t.arg({
        type: CheckEligibilitiesInput,
        required: true,
        description: 'Who, what, when and why.',
      }),
    },
    resolve: (_root, { input }, context) => checkEligibilities(context, input),
  }),
);

builder.queryField('eligibilityDecision', (t) =>
  t.field({
    type: EligibilityDecision,
    nullable: true,
    complexity: 10,
    description:
      'A recorded decision, replayed with the rule version and the facts that it used, whatever the registry says today. A partner sees its own; an officer those about people of the territory. Null for every other.',
    args: { id: t.arg.id({ required: true, description: 'Id of the decision.' }) },
    resolve: (_root, { id }, context) => findDecision(context, id),
  }),
);
