import { builder } from '../builder.js';
import { Region } from './types.js';

builder.queryField('region', (t) =>
  t.prismaField({
    type: Region,
    nullable: true,
    description: 'An area by its code; null where there is none. A retired code finds its successor.',
    args: { code: t.arg({ type: 'RegionCode', required: true, description: 'Kemendagri code.' }) },
    resolve: (query, _root, { code }, { app }) =>
      app.database.prisma.region.findFirst({
        ...query,
        where: { OR: [{ code }, { aliases: { some: { retiredCode: code } } }] },
      }),
  }),
);

builder.queryField('regions', (t) =>
  t.prismaConnection({
    type: Region,
    cursor: 'code',
    description: 'The areas directly below `parent` by code; the 38 provinces where it is absent.',
    args: {
      parent: t.arg({ type: 'RegionCode', description: 'The area to look into; provinces where absent.' }),
    },
    resolve: (query, _root, { parent }, { app }) =>
      app.database.prisma.region.findMany({
        ...query,
        where: { parentCode: parent ?? null },
        orderBy: { code: 'asc' },
      }),
  }),
);
