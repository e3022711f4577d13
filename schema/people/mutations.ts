import { rowFilter } from '../../api/access/row-filter.js';
import { DateConflictError, StaleVersionError } from '../../api/households/errors.js';
import type { Context } from '../../api/context.js';
import { PossibleDuplicateError } from '../../api/duplicates/errors.js';
import { correctPerson } from '../../api/people/correct-person.js';
import { erasePerson, type PersonErasure } from '../../api/people/erase-person.js';
import {
  NikAlreadyRecordedError,
  PersonErasedError,
  PersonInUseError,
  PersonNotFoundError,
} from '../../api/people/errors.js';
import { builder } from '../builder.js';
import '../duplicates/errors.js';
import '../households/errors.js';
import './errors.js';
import { CorrectPersonInput, ErasePersonInput } from './inputs.js';
import { Person } from './types.js';

/** The person as it stands after a change. */
function readBack<Query extends object>(query: Query, context: Context, id: string) {
  return context.app.database.prisma.person.findFirstOrThrow({
    ...query,
    where: { AND: [{ id }, rowFilter('Person', context.principal)] },
  });
}

builder.mutationField('correctPerson', (t) =>
  t.prismaField({
    type: Person,
    complexity: 20,
    errors: {
      types: [
        PersonNotFoundError,
        PersonErasedError,
        StaleVersionError,
        NikAlreadyRecordedError,
        PossibleDuplicateError,
        DateConflictError,
      ],
    },
    description:
      'Corrects what is recorded of who a person is. Warnings about the NIK are computed anew. For the regency and the village; gives the person.',
    args: {
      input: t.arg({ type: CorrectPersonInput, required: true, description: 'Whom, and what.' }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await correctPerson(context, input)),
  }),
);

const Erasure = builder.objectRef<PersonErasure>('PersonErasure').implement({
  description:
    'That a person was erased. It tells nothing of the person: who erases people does not read them.',
  fields: (t) => ({
    personId: t.exposeID('personId', { description: 'Opaque id of the person, which stays.' }),
    erasedAt: t.expose('erasedAt', { type: 'DateTime', description: 'When.' }),
    isHouseholdErased: t.exposeBoolean('isHouseholdErased', {
      description: 'Whether the address of the household went too, with the last of its people.',
    }),
  }),
});

builder.mutationField('erasePerson', (t) =>
  t.field({
    type: Erasure,
    complexity: 20,
    errors: {
      types: [PersonNotFoundError, PersonErasedError, PersonInUseError, StaleVersionError],
    },
    description:
      "Erases who a person is, here and in every backup, for good; it cannot be undone. With the last of its people the household's address goes too. What names nobody stays. For the regency's data-protection officer.",
    args: {
      input: t.arg({ type: ErasePersonInput, required: true, description: 'Whom, and why.' }),
    },
    resolve: (_root, { input }, context) => erasePerson(context, input),
  }),
);
