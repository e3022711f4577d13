import { rowFilter } from '../../api/access/row-filter.js';
import { findPeople, findPerson } from '../../api/people/find-people.js';
import { readsPeople } from '../asks-people.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { inOrder } from '../in-order.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity, pageSize } from '../page-complexity.js';
import { Person } from './types.js';

const PersonBy = builder.inputType('PersonBy', {
  description: 'Which person. Exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Our opaque id.' }),
    nik: t.field({ type: 'NIK', description: 'By a NIK of 16 digits.' }),
  }),
});

builder.queryField('person', (t) =>
  t.prismaField({
    type: Person,
    nullable: true,
    complexity: 5,
    extensions: readsPeople(() => 1),
    description:
      'A person of the territory; null where there is none whom the caller may see. The look is written down first.',
    args: { by: t.arg({ type: PersonBy, required: true, description: 'Which person.' }) },
    resolve: async (query, _root, { by }, context) => {
      const selection = { ...query };
      const id = await findPerson(context, by);
      return id === null
        ? null
        : context.app.database.prisma.person.findFirst({
            ...selection,
            where: { AND: [{ id }, rowFilter('Person', context.principal)] },
          });
    },
  }),
);

builder.queryField('people', (t) =>
  t.connection(
    {
      type: Person,
      complexity: pageComplexity,
      extensions: readsPeople(pageSize),
      description:
        'People of the territory by whole words of their name, in any order. Names are sealed and searched by blind tokens, so parts of words find nothing. The look is written down first.',
      args: {
        name: t.arg.string({ required: true, description: 'One or more words of the name.' }),
        within: t.arg({
          type: 'RegionCode',
          description:
            'An area of the territory, at most a province; the territory where absent. The ministry must name one.',
        }),
      },
      resolve: (_root, { name, within, ...page }, context, info) =>
        forwardPage(page, async (window) => {
          const ids = await findPeople(context, { name, within: within ?? null, ...window });
          if (ids.length === 0) return [];
          const query = nodeQuery(context, info);
          const rows = await context.app.database.prisma.person.findMany({
            ...query,
            where: { AND: [{ id: { in: ids } }, rowFilter('Person', context.principal)] },
          });
          return inOrder(ids, rows);
        }),
    },
    { name: 'PersonConnection' },
    { name: 'PersonEdge' },
  ),
);
