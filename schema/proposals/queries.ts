import { rowFilter } from '../../api/access/row-filter.js';
import { findProposal, findProposals, readProposals } from '../../api/proposals/find-proposals.js';
import type { ProposalModel } from '../../prisma/generated/models.js';
import { readsPeople } from '../asks-people.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { inOrder } from '../in-order.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity, pageSize } from '../page-complexity.js';
import { ProposalKindEnum, ProposalStateEnum } from './enums.js';
import { Proposal } from './types.js';

const WHO =
  'For officers who read the registry, within their territory, and the head of a province for what it determines.';

builder.queryField('proposal', (t) =>
  t.prismaField({
    type: Proposal,
    nullable: true,
    complexity: 5,
    extensions: readsPeople(() => 1),
    description: `A proposal of the territory; null where there is none that the caller may see. The look is written down first. ${WHO}`,
    args: { id: t.arg.id({ required: true, description: 'Which proposal, as its opaque id.' }) },
    resolve: async (query, _root, { id }, context) => {
      const selection = { ...query };
      const found = await findProposal(context, id);
      return found === null
        ? null
        : context.app.database.prisma.proposal.findFirst({
            ...selection,
            where: { AND: [{ id: found }, rowFilter('Proposal', context.principal)] },
          });
    },
  }),
);

builder.queryField('proposals', (t) =>
  t.connection(
    {
      type: Proposal,
      complexity: pageComplexity,
      extensions: readsPeople(pageSize),
      description: `The proposals of the territory, the earliest first. The look at everybody on the page is written down first. ${WHO}`,
      args: {
        state: t.arg({
          type: ProposalStateEnum,
          description: 'Only those that stand there; all where absent.',
        }),
        kind: t.arg({
          type: ProposalKindEnum,
          description: 'Only of this kind; all where absent.',
        }),
        program: t.arg.string({
          description: 'Only for the program with this code; all where absent.',
        }),
      },
      resolve: (_root, { state, kind, program, ...page }, context, info) =>
        forwardPage(page, async (window) => {
          const query = nodeQuery(context, info);
          const asked = {
            ...{ state: state ?? null, kind: kind ?? null, programCode: program ?? null },
            ...window,
          };
          const read = await readProposals<ProposalModel>(context, asked, query);
          if (read !== null) return read;
          const ids = await findProposals(context, asked);
          if (ids.length === 0) return [];
          const rows = await context.app.database.prisma.proposal.findMany({
            ...query,
            where: { AND: [{ id: { in: ids } }, rowFilter('Proposal', context.principal)] },
          });
          return inOrder(ids, rows);
        }),
    },
    { name: 'ProposalConnection' },
    { name: 'ProposalEdge' },
  ),
);
