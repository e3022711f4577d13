import {
  findHousehold,
  findHouseholds,
  readHouseholds,
} from '../../api/households/find-households.js';
import { rowFilter } from '../../api/access/row-filter.js';
import type { HouseholdModel } from '../../prisma/generated/models.js';
import { readsPeople } from '../asks-people.js';
import { builder } from '../builder.js';
import { forwardPage } from '../connection.js';
import { inOrder } from '../in-order.js';
import { nodeQuery } from '../node-query.js';
import { pageComplexity, pageSize } from '../page-complexity.js';
import { Household } from './types.js';

const HouseholdBy = builder.inputType('HouseholdBy', {
  description: 'Which household. Exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    id: t.id({ description: 'Our opaque id.' }),
    kkNumber: t.field({ type: 'KkNumber', description: 'The number of its family card now.' }),
  }),
});

builder.queryField('household', (t) =>
  t.prismaField({
    type: Household,
    nullable: true,
    complexity: 5,
    extensions: readsPeople(() => 1),
    description:
      'A household of the territory; null where there is none that the caller may see. The look is written down first.',
    args: { by: t.arg({ type: HouseholdBy, required: true, description: 'Which household.' }) },
    resolve: async (query, _root, { by }, context) => {
      const selection = { ...query };
      const id = await findHousehold(context, by);
      return id === null
        ? null
        : context.app.database.prisma.household.findFirst({
            ...selection,
            where: { AND: [{ id }, rowFilter('Household', context.principal)] },
          });
    },
  }),
);

builder.queryField('households', (t) =>
  t.connection(
    {
      type: Household,
      complexity: pageComplexity,
      extensions: readsPeople(pageSize),
      description:
        'The households of the territory, village by village. The look at everybody on the page is written down first.',
      args: {
        within: t.arg({
          type: 'RegionCode',
          description:
            'An area of the territory; the whole territory where absent. Another area gives an empty page.',
        }),
      },
      resolve: (_root, { within, ...page }, context, info) =>
        forwardPage(page, async (window) => {
          const query = nodeQuery(context, info);
          const area = { within: within ?? null, ...window };
          const read = await readHouseholds<HouseholdModel>(context, area, query);
          if (read !== null) return read;
          const ids = await findHouseholds(context, area);
          if (ids.length === 0) return [];
          const rows = await context.app.database.prisma.household.findMany({
            ...query,
            where: { AND: [{ id: { in: ids } }, rowFilter('Household', context.principal)] },
          });
          return inOrder(ids, rows);
        }),
    },
    { name: 'HouseholdConnection' },
    { name: 'HouseholdEdge' },
  ),
);
