import { parseRegionCode } from '../../api/values/region-code.js';
import { builder } from '../builder.js';
import { forwardPageBy } from '../connection.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity } from '../page-complexity.js';
import { Region } from './types.js';

const BY_CODE = {
  of: ({ code }: { readonly code: string }) => code,
  fits: (text: string) => parseRegionCode(text) !== null,
};

builder.queryField('region', (t) =>
  t.prismaField({
    type: Region,
    nullable: true,
    description:
      'An area by its code; null where there is none. A retired code finds its successor.',
    args: { code: t.arg({ type: 'RegionCode', required: true, description: 'Kemendagri code.' }) },
    resolve: (query, _root, { code }, { app }) =>
      app.database.prisma.region.findFirst({
        ...query,
        where: { OR: [{ code }, { aliases: { some: { retiredCode: code } } }] },
      }),
  }),
);

builder.queryField('regions', (t) =>
  t.connection(
    {
      type: Region,
      complexity: pageComplexity,
      description:
        'The areas directly below `parent` by code; the 38 provinces where it is absent.',
      args: {
        parent: t.arg({
          type: 'RegionCode',
          description: 'The area to look into; provinces where absent.',
        }),
      },
      resolve: (_root, { parent, ...page }, context, info) =>
        forwardPageBy(BY_CODE, page, ({ limit, after }) =>
          context.app.database.prisma.region.findMany({
            ...nodeQuery(context, info),
            where: {
              parentCode: parent ?? null,
              ...(after === null ? {} : { code: { gt: after } }),
            },
            orderBy: { code: 'asc' },
            take: limit,
          }),
        ),
    },
    { name: 'RegionConnection' },
    { name: 'RegionEdge' },
  ),
);
