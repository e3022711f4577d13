import { builder } from '../builder.js';

export const ClassifyPersonInput = builder.inputType('ClassifyPersonInput', {
  description: 'That a member, or the family, belongs to a PPKS class from a day on.',
  fields: (t) => ({
    householdId: t.id({ required: true, description: 'The household that it belongs to.' }),
    version: t.int({
      required: true,
      description: 'Version of the household as the caller read it.',
    }),
    personId: t.id({
      description: 'The member; null for a class that attaches to the family or its community.',
    }),
    categoryCode: t.string({ required: true, description: 'Code of the class.' }),
    since: t.field({
      type: 'Date',
      required: true,
      description: 'First day, not in the future. Age and sex are judged on it.',
    }),
  }),
});

export const EndClassificationInput = builder.inputType('EndClassificationInput', {
  description: 'That a classification holds no longer.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The classification.' }),
    version: t.int({ required: true, description: 'Its version as the caller read it.' }),
    until: t.field({
      type: 'Date',
      required: true,
      description: 'First day on which it no longer holds; not in the future.',
    }),
  }),
});
