import { rowFilter } from '../../api/access/row-filter.js';
import { isUuid } from '../../api/values/is-uuid.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity } from '../page-complexity.js';
import { DeprecatedUse } from './types.js';

builder.queryField('deprecatedUses', (t) =>
  t.connection(
    {
      type: DeprecatedUse,
      complexity: pageComplexity,
      description:
        'Who still uses what of the schema is deprecated, and how often, latest first. For the ministry, the head of the area that owns the partner, and auditors and data-protection officers within their territory; a partner sees what it uses itself.',
      args: {
        partner: t.arg.id({ description: 'Only this partner; all where absent.' }),
        element: t.arg.string({
          description: 'Only this element, by its coordinate; all where absent.',
        }),
        since: t.arg({
          type: 'Date',
          description: 'Only from this day on (Asia/Jakarta); all days where absent.',
        }),
      },
      resolve: (_root, { partner, element, since, ...page }, context, info) =>
        forwardPage(page, ({ limit, after }) =>
          context.app.database.prisma.deprecatedUse.findMany({
            ...nodeQuery(context, info),
            where: {
              AND: [
                rowFilter('DeprecatedUse', context.principal),
                partner == null ? {} : { partnerId: isUuid(partner) ? partner : { in: [] } },
                element == null ? {} : { element },
                since == null ? {} : { day: { gte: new Date(since) } },
                after === null ? {} : { id: { lt: after } },
              ],
            },
            orderBy: { id: 'desc' },
            take: limit,
          }),
        ),
    },
    { name: 'DeprecatedUseConnection' },
    { name: 'DeprecatedUseEdge' },
  ),
);
