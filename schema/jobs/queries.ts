import { findJob } from '../../api/jobs/find-job.js';
import { builder } from '../builder.js';
import { EligibilityJob } from './types.js';

builder.queryField('eligibilityJob', (t) =>
  t.field({
    type: EligibilityJob,
    nullable: true,
    complexity: 5,
    description:
      "A job and how far it is. Null where there is none by that id, it has expired, or it is another caller's.",
    args: { id: t.arg.id({ required: true, description: 'Id of the job.' }) },
    resolve: (_root, { id }, context) => findJob(context, id),
  }),
);
