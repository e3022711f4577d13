import { PossibleDuplicateError, type PossibleDuplicate } from '../../api/duplicates/errors.js';
import type { LikenessReason } from '../../api/duplicates/judge-pair.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';
import { ErrorInterface } from '../errors.js';

const REASONS: { readonly [Reason in LikenessReason]: Reason } = {
  ...{ SAME_NAME: 'SAME_NAME', LIKE_NAME: 'LIKE_NAME' },
  ...{ SAME_BIRTH_DATE: 'SAME_BIRTH_DATE', LIKE_BIRTH_DATE: 'LIKE_BIRTH_DATE' },
  LIKE_NIK: 'LIKE_NIK',
};

const LikenessReasonEnum = describedEnum(
  'LikenessReason',
  REASONS,
  'What is alike in two records.',
  {
    SAME_NAME: 'The name, spelling apart: Soekarno and Sukarno, Moh. and Muhammad.',
    LIKE_NAME: 'The name, but for some letters, an initial or a word that one of them lacks.',
    SAME_BIRTH_DATE: 'The birth date.',
    LIKE_BIRTH_DATE:
      'The birth date, but for one digit, day and month changed about, or a day that only stands for the year.',
    LIKE_NIK: 'The NIK, but for one digit or two that changed places.',
  },
);

const PossibleDuplicateType = builder.objectRef<PossibleDuplicate>('PossibleDuplicate').implement({
  description: 'Somebody of the village who may be the one that is entered.',
  fields: (t) => ({
    at: t.exposeInt('at', {
      description: 'Which of those entered, from 0, in the order given.',
    }),
    personId: t.exposeID('personId', { description: 'The person who is recorded.' }),
    reasons: t.field({
      type: [LikenessReasonEnum],
      description: 'What is alike.',
      resolve: ({ reasons }) => [...reasons],
    }),
  }),
});

builder.objectType(PossibleDuplicateError, {
  name: 'PossibleDuplicateError',
  description:
    'People of the village may be those that are entered, and nothing was written. Look at them: if it is one of them, work on that record; if they are others, name them in distinctFrom.',
  interfaces: [ErrorInterface],
  fields: (t) => ({
    duplicates: t.field({
      type: [PossibleDuplicateType],
      description: 'Who is alike, and in what.',
      resolve: ({ duplicates }) => [...duplicates],
    }),
  }),
});
