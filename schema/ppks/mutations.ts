import { rowFilter } from '../../api/access/row-filter.js';
import type { Context } from '../../api/context.js';
import {
  DateConflictError,
  HouseholdNotFoundError,
  StaleVersionError,
} from '../../api/households/errors.js';
import { PersonNotFoundError } from '../../api/people/errors.js';
import { classifyPerson } from '../../api/ppks/classify-person.js';
import { endClassification } from '../../api/ppks/end-classification.js';
import {
  AgeOutOfRangeError,
  AlreadyClassifiedError,
  ClassificationEndedError,
  ClassificationNotFoundError,
  SexMismatchError,
  SubjectMismatchError,
} from '../../api/ppks/errors.js';
import { builder } from '../builder.js';
import '../households/errors.js';
import '../people/errors.js';
import './errors.js';
import { ClassifyPersonInput, EndClassificationInput } from './inputs.js';
import { Classification } from './types.js';

/** The classification as it stands after a change. */
function readBack<Query extends object>(query: Query, context: Context, id: string) {
  return context.app.database.prisma.classification.findFirstOrThrow({
    ...query,
    where: { AND: [{ id }, rowFilter('Classification', context.principal)] },
  });
}

builder.mutationField('classifyPerson', (t) =>
  t.prismaField({
    type: Classification,
    complexity: 20,
    errors: {
      types: [
        HouseholdNotFoundError,
        StaleVersionError,
        PersonNotFoundError,
        SubjectMismatchError,
        AgeOutOfRangeError,
        SexMismatchError,
        AlreadyClassifiedError,
        DateConflictError,
      ],
    },
    description:
      'Records that a member, or the family, belongs to a PPKS class (Permensos 8/2012). For the regency; classes of R3 for the case team alone, FORBIDDEN for others, and they leave the version of the household as it is. NOT_FOUND for an unknown class.',
    args: {
      input: t.arg({
        type: ClassifyPersonInput,
        required: true,
        description: 'Who, which class, since when.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await classifyPerson(context, input)),
  }),
);

builder.mutationField('endClassification', (t) =>
  t.prismaField({
    type: Classification,
    complexity: 20,
    errors: {
      types: [
        ClassificationNotFoundError,
        StaleVersionError,
        ClassificationEndedError,
        DateConflictError,
      ],
    },
    description:
      'Ends a classification that holds no longer. For the regency; one of R3 for the case team alone.',
    args: {
      input: t.arg({
        type: EndClassificationInput,
        required: true,
        description: 'Which one, and when it ends.',
      }),
    },
    resolve: async (query, _root, { input }, context) =>
      readBack(query, context, await endClassification(context, input)),
  }),
);
