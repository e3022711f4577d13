import { rowFilter } from '../../api/access/row-filter.js';
import { isUuid } from '../../api/values/is-uuid.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity } from '../page-complexity.js';
import { Partner, PartnerKindEnum } from './types.js';

const PartnerBy = builder.inputType('PartnerBy', {
  description: 'Which partner. Exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Our opaque id.' }),
    slug: t.string({ description: 'Its short name.' }),
    clientId: t.string({ description: 'The client_id of one of its OAuth clients.' }),
  }),
});

function whereOf(by: typeof PartnerBy.$inferInput) {
  if ('id' in by) return { id: typeof by.id === 'string' && isUuid(by.id) ? by.id : { in: [] } };
  return 'slug' in by ? { slug: by.slug } : { clients: { some: { clientId: by.clientId } } };
}

builder.queryField('partner', (t) =>
  t.prismaField({
    type: Partner,
    nullable: true,
    complexity: 5,
    description:
      'A partner; null where there is none that the caller may see. For the ministry, the head of the area that owns it, auditors and data-protection officers; a partner sees itself as viewer.partner.',
    args: { by: t.arg({ type: PartnerBy, required: true, description: 'Which partner.' }) },
    resolve: (query, _root, { by }, { app, principal }) => {
      const selection = { ...query };
      return app.database.prisma.partner.findFirst({
        ...selection,
        where: { AND: [whereOf(by), rowFilter('Partner', principal)] },
      });
    },
  }),
);

builder.queryField('partners', (t) =>
  t.connection(
    {
      type: Partner,
      complexity: pageComplexity,
      description:
        'The partners that the caller manages or oversees, in the order of their registration.',
      args: {
        owner: t.arg({
          type: 'RegionCode',
          description: 'Only those of this province or regency; of every owner where absent.',
        }),
        kind: t.arg({
          type: PartnerKindEnum,
          description: 'Only agencies of this kind; of every kind where absent.',
        }),
      },
      resolve: (_root, { owner, kind, ...page }, context, info) =>
        forwardPage(page, ({ limit, after }) =>
          context.app.database.prisma.partner.findMany({
            ...nodeQuery(context, info),
            where: {
              AND: [
                rowFilter('Partner', context.principal),
                owner == null ? {} : { ownerCode: owner },
                kind == null ? {} : { kind },
                after === null ? {} : { id: { gt: after } },
              ],
            },
            orderBy: { id: 'asc' },
            take: limit,
          }),
        ),
    },
    { name: 'PartnerConnection' },
    { name: 'PartnerEdge' },
  ),
);
