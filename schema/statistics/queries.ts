import { regionStatistics } from '../../api/statistics/region-statistics.js';
import { builder } from '../builder.js';
import { RegionStatistics } from './types.js';

builder.queryField('regionStatistics', (t) =>
  t.field({
    type: RegionStatistics,
    nullable: true,
    complexity: 500,
    description:
      'Counts of an area of the territory and of the areas directly below it, for planning. Null where there is no such area. FORBIDDEN for an area outside the territory, NOT_FOUND for an unknown program. The look is written down once, with how many people were counted.',
    args: {
      region: t.arg({
        type: 'RegionCode',
        description: 'The area; the own territory where absent, for the ministry the country.',
      }),
      program: t.arg.string({
        description: 'Code of a program, whose enrolments are counted; none where absent.',
      }),
      asOf: t.arg({
        type: 'Date',
        description: 'The day, not in the future; today in Jakarta where absent.',
      }),
    },
    resolve: (_root, question, context) => regionStatistics(context, question),
  }),
);
