import { rowFilter } from '../../api/access/row-filter.js';
import { DateConflictError, StaleVersionError } from '../../api/households/errors.js';
import { correctPerson } from '../../api/people/correct-person.js';
import { NikAlreadyRecordedError, PersonNotFoundError } from '../../api/people/errors.js';
import { builder } from '../builder.js';
import '../households/errors.js';
import './errors.js';
import { CorrectPersonInput } from './inputs.js';
import { Person } from './types.js';

builder.mutationField('correctPerson', (t) =>
  t.prismaField({
    type: Person,
    complexity: 20,
    errors: {
      types: [PersonNotFoundError, StaleVersionError, NikAlreadyRecordedError, DateConflictError],
    },
    description:
      'Corrects what is recorded of who a person is. Warnings about the NIK are computed anew. For the regency and the village; gives the person.',
    args: {
      input: t.arg({ type: CorrectPersonInput, required: true, description: 'Whom, and what.' }),
    },
    resolve: async (query, _root, { input }, context) => {
      const id = await correctPerson(context, input);
      return context.app.database.prisma.person.findFirstOrThrow({
        ...query,
        where: { AND: [{ id }, rowFilter('Person', context.principal)] },
      });
    },
  }),
);
