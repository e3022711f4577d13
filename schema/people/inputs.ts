import { ErasureGround } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { DISTINCT_FROM } from '../duplicates/distinct-from.js';
import { describedEnum } from '../described-enum.js';
import { SexEnum } from '../ppks/types.js';

export const CorrectPersonInput = builder.inputType('CorrectPersonInput', {
  description:
    'What is to be recorded otherwise about a person. What is absent stays as it is; null clears occupation and deathDate, and means absent elsewhere.',
  fields: (t) => ({
    personId: t.id({ required: true, description: 'The person.' }),
    version: t.int({ required: true, description: "Version of the person's record." }),
    nik: t.field({
      type: 'NIK',
      description:
        'The NIK, where none or a wrong one is recorded. Dukcapil is then still to be asked.',
    }),
    name: t.string({ description: 'Full name, up to 120 characters.' }),
    birthDate: t.field({
      type: 'Date',
      description:
        'As it should stand; absent = unchanged. A NIK that prints another date is a warning, never refused.',
    }),
    sex: t.field({ type: SexEnum, description: 'As it should stand; absent = unchanged.' }),
    occupation: t.string({
      description: 'Occupation code, such as DAY_LABOURER; null = not recorded.',
    }),
    deathDate: t.field({ type: 'Date', description: 'Day of death; null = none is recorded.' }),
    distinctFrom: t.idList({ description: DISTINCT_FROM }),
  }),
});

const ErasureGroundEnum = describedEnum(
  'ErasureGround',
  ErasureGround,
  'Why the data of a person are erased and destroyed (UU 27/2022 art. 43 and 44).',
  {
    NO_LONGER_NEEDED: 'The purpose for which they were collected is reached.',
    CONSENT_WITHDRAWN: 'The person withdrew the consent on which they rested.',
    REQUESTED_BY_SUBJECT: 'The person asked for it, and no duty to keep them remains.',
    UNLAWFULLY_OBTAINED: 'They were obtained or processed unlawfully.',
    RETENTION_ENDED: 'The retention period of the archive schedule has ended.',
  },
);

export const ErasePersonInput = builder.inputType('ErasePersonInput', {
  description: 'Who is erased for good, and by which decision.',
  fields: (t) => ({
    personId: t.id({ required: true, description: 'The person.' }),
    version: t.int({ required: true, description: "Version of the person's record." }),
    ground: t.field({
      type: ErasureGroundEnum,
      required: true,
      description: 'The legal ground.',
    }),
    reference: t.string({
      required: true,
      description:
        'Number of the letter that decided it, such as 470/123/2026: up to 60 letters, digits and . / -.',
    }),
  }),
});
