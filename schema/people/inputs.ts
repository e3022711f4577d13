import { builder } from '../builder.js';
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
  }),
});
