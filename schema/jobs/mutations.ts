import { cancelJob } from '../../api/jobs/cancel-job.js';
import { startJob } from '../../api/jobs/start-job.js';
import { builder } from '../builder.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { EligibilityJob } from './types.js';

const StartEligibilityJobInput = builder.inputType('StartEligibilityJobInput', {
  description: 'What all people of a job are asked about.',
  fields: (t) => ({
    program: t.string({ required: true, description: 'Code of the program.' }),
    purpose: t.field({
      type: AccessPurpose,
      required: true,
      description: 'Must equal the purpose of the access token.',
    }),
    asOf: t.field({
      type: 'Date',
      description:
        'The day by which everything is read: today in Asia/Jakarta where absent; never in the future.',
    }),
    idempotencyKey: t.string({
      required: true,
      description:
        "The caller's own, from 1 to 200 characters: the same key with the same input gives the job that it started.",
    }),
  }),
});

builder.mutationField('startEligibilityJob', (t) =>
  t.field({
    type: EligibilityJob,
    complexity: 20,
    description:
      'Starts a check of many people, whose rows are then uploaded at uploadUrl. Each person counts in the budget of the day and is decided and recorded like a single check; a row that does not fit is refused, OVER_BUDGET. FORBIDDEN for another purpose than the token carries, NOT_FOUND for a program that is unknown or outside the purpose, CONFLICT where the key was used with another input.',
    args: {
      input: t.arg({
        type: StartEligibilityJobInput,
        required: true,
        description: 'What, when and why.',
      }),
    },
    resolve: (_root, { input }, context) => startJob(context, input),
  }),
);

builder.mutationField('cancelEligibilityJob', (t) =>
  t.field({
    type: EligibilityJob,
    complexity: 10,
    description:
      "Cancels a job. What was decided so far stays recorded; there are no results. A job that has ended stays as it is. NOT_FOUND where there is none by that id, or it is another caller's.",
    args: { id: t.arg.id({ required: true, description: 'Id of the job.' }) },
    resolve: (_root, { id }, context) => cancelJob(context, id),
  }),
);
