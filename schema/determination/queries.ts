import { rowFilter } from '../../api/access/row-filter.js';
import { RuleChangeRefusedError } from '../../api/determination/errors.js';
import { findChangedHouseholds } from '../../api/determination/find-changed-households.js';
import { planDetermination } from '../../api/determination/plan-determination.js';
import { previewDetermination } from '../../api/determination/preview-determination.js';
import { simulateProgram } from '../../api/determination/simulate-program.js';
import { readsPeople } from '../asks-people.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { Household } from '../households/types.js';
import { inOrder } from '../in-order.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity, pageSize } from '../page-complexity.js';
import './errors.js';
import {
  DeterminationChangesInput,
  DeterminationInput,
  PreviewDeterminationInput,
  SimulateProgramInput,
} from './inputs.js';
import { DeterminationPlan, DeterminationPreview, ProgramSimulation } from './types.js';

builder.queryField('determinationPlan', (t) =>
  t.field({
    type: DeterminationPlan,
    complexity: 50,
    description:
      'How large a run over an area would be, before it is asked for. For the ministry, the province and the regency, within their territory.',
    args: {
      input: t.arg({ type: DeterminationInput, required: true, description: 'What and where.' }),
    },
    resolve: (_root, { input }, context) => planDetermination(context, input),
  }),
);

builder.queryField('previewDetermination', (t) =>
  t.field({
    type: DeterminationPreview,
    complexity: 2_000,
    description:
      'Decides everybody of an area by the rule in force and says who would enter and leave, in numbers. Writes no enrolment. For the ministry, the province and the regency; ask determinationPlan first. RATE_LIMITED while the caller has a run under way.',
    args: {
      input: t.arg({
        type: PreviewDeterminationInput,
        required: true,
        description: 'What, where, and by which areas.',
      }),
    },
    resolve: (_root, { input }, context) => previewDetermination(context, input),
  }),
);

builder.queryField('determinationChanges', (t) =>
  t.connection(
    {
      type: Household,
      complexity: pageComplexity,
      extensions: readsPeople(pageSize),
      description:
        'The households of a village that a determination would change in one way, decided anew for each page. For the office that determines the program: the ministry a national one, a regency its own; FORBIDDEN for others. The look at everybody on the page is written down first.',
      args: {
        input: t.arg({
          type: DeterminationChangesInput,
          required: true,
          description: 'What, in which village, and which change.',
        }),
      },
      resolve: (_root, { input, ...page }, context, info) =>
        forwardPage(page, async (window) => {
          const query = nodeQuery(context, info);
          const ids = await findChangedHouseholds(context, { ...input, ...window });
          if (ids.length === 0) return [];
          const rows = await context.app.database.prisma.household.findMany({
            ...query,
            where: { AND: [{ id: { in: ids } }, rowFilter('Household', context.principal)] },
          });
          return inOrder(ids, rows);
        }),
    },
    { name: 'DeterminationChangesConnection' },
    { name: 'DeterminationChangesEdge' },
  ),
);

builder.queryField('simulateProgram', (t) =>
  t.field({
    type: ProgramSimulation,
    complexity: 4_000,
    errors: { types: [RuleChangeRefusedError] },
    description:
      'Tries a changed rule on everybody of an area: who would be eligible, and what it would cost, by decile and area. For the ministry, the province and the regency; ask determinationPlan first. RATE_LIMITED while the caller has a run under way.',
    args: {
      input: t.arg({
        type: SimulateProgramInput,
        required: true,
        description: 'What, where, and what is changed.',
      }),
    },
    resolve: (_root, { input }, context) => simulateProgram(context, input),
  }),
);
