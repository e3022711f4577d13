import { builder } from '../builder.js';
import { PpksCategory } from './types.js';

builder.queryField('ppksCategories', (t) =>
  t.prismaField({
    type: [PpksCategory],
    complexity: { field: 1, multiplier: 26 },
    description: 'The 26 PPKS classes in their official order. Open to every caller.',
    resolve: (query, _root, _args, { app }) =>
      app.database.prisma.ppksCategory.findMany({ ...query, orderBy: { number: 'asc' } }),
  }),
);
