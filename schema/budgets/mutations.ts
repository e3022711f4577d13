import { rowFilter } from '../../api/access/row-filter.js';
import { acknowledgeAlert } from '../../api/budgets/acknowledge-alert.js';
import { AlertAcknowledgedError, AlertNotFoundError } from '../../api/budgets/errors.js';
import { builder } from '../builder.js';
import './errors.js';
import { AccessAlert } from './types.js';

const AcknowledgeAlertInput = builder.inputType('AcknowledgeAlertInput', {
  description: 'That an alert was seen to.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The alert.' }),
    note: t.string({
      description: 'What was found, up to 500 characters; no number of ten digits or more.',
    }),
  }),
});

builder.mutationField('acknowledgeAlert', (t) =>
  t.prismaField({
    type: AccessAlert,
    complexity: 20,
    errors: { types: [AlertNotFoundError, AlertAcknowledgedError] },
    description:
      'Writes down that the data-protection officer has seen to an alert of the territory, once and for good.',
    args: {
      input: t.arg({
        type: AcknowledgeAlertInput,
        required: true,
        description: 'Which alert, and what was found.',
      }),
    },
    resolve: async (query, _root, { input }, context) => {
      const selection = { ...query };
      const id = await acknowledgeAlert(context, input);
      return context.app.database.prisma.accessAlert.findFirstOrThrow({
        ...selection,
        where: { AND: [{ id }, rowFilter('AccessAlert', context.principal)] },
      });
    },
  }),
);
