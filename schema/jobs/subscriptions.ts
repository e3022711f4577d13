import { watchJob } from '../../api/jobs/watch-job.js';
import { builder } from '../builder.js';
import { EligibilityJob } from './types.js';

builder.subscriptionField('eligibilityJob', (t) =>
  t.field({
    type: EligibilityJob,
    complexity: 20,
    description:
      "How a job goes on: as it stands, and again when it has changed, about once a second, until it has ended or the access token is void. NOT_FOUND where there is none by that id, or it is another caller's.",
    args: { id: t.arg.id({ required: true, description: 'Id of the job.' }) },
    subscribe: (_root, { id }, context) => watchJob(context, id),
    resolve: (job) => job,
  }),
);
