import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity } from '../page-complexity.js';
import { AidProgram } from './types.js';

builder.queryField('aidProgram', (t) =>
  t.prismaField({
    type: AidProgram,
    nullable: true,
    description: 'A program by its code; null where there is none.',
    args: { code: t.arg.string({ required: true, description: 'PKH, BPNT, PBI_JK …' }) },
    resolve: (query, _root, { code }, { app }) =>
      app.database.prisma.program.findUnique({ ...query, where: { code } }),
  }),
);

builder.queryField('aidPrograms', (t) =>
  t.connection(
    {
      type: AidProgram,
      complexity: pageComplexity,
      description: 'All programs: national, provincial, and of regencies and cities.',
      resolve: (_root, page, context, info) =>
        forwardPage(page, ({ limit, after }) =>
          context.app.database.prisma.program.findMany({
            ...nodeQuery(context, info),
            ...(after === null ? {} : { where: { id: { gt: after } } }),
            orderBy: { id: 'asc' },
            take: limit,
          }),
        ),
    },
    { name: 'AidProgramConnection' },
    { name: 'AidProgramEdge' },
  ),
);

builder.queryField('exclusionGrounds', (t) =>
  t.prismaField({
    type: ['ExclusionGround'],
    complexity: { field: 1, multiplier: 20 },
    description: 'The grounds on which aid is refused, by code.',
    resolve: (query, _root, _args, { app }) =>
      app.database.prisma.exclusionGround.findMany({ ...query, orderBy: { code: 'asc' } }),
  }),
);
