import { rowFilter } from '../../api/access/row-filter.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity } from '../page-complexity.js';
import { AccessAlert } from './types.js';

builder.queryField('accessAlerts', (t) =>
  t.connection(
    {
      type: AccessAlert,
      complexity: pageComplexity,
      description:
        'Patterns of look-ups that look like scanning, newest first. For the data-protection officer: about actors of the own territory, at the ministry about all.',
      args: {
        acknowledged: t.arg.boolean({
          description:
            'true = those that were seen to, false = those that were not; all where absent.',
        }),
      },
      resolve: (_root, { acknowledged, ...page }, context, info) =>
        forwardPage(page, ({ limit, after }) => {
          const query = nodeQuery(context, info);
          return context.app.database.prisma.accessAlert.findMany({
            ...query,
            where: {
              AND: [
                rowFilter('AccessAlert', context.principal),
                ...(after === null ? [] : [{ id: { lt: after } }]),
                ...(acknowledged === true ? [{ acknowledgement: { isNot: null } }] : []),
                ...(acknowledged === false ? [{ acknowledgement: { is: null } }] : []),
              ],
            },
            orderBy: { id: 'desc' },
            take: limit,
          });
        }),
    },
    { name: 'AccessAlertConnection' },
    { name: 'AccessAlertEdge' },
  ),
);
