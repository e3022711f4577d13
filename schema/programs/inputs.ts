import { builder } from '../builder.js';
import { ProgramUnitEnum } from './types.js';

export const RegisterProgramInput = builder.inputType('RegisterProgramInput', {
  description: 'A program of aid that is to be run by the ministry, or by the area of the caller.',
  fields: (t) => ({
    code: t.string({
      required: true,
      description:
        'Stable code, up to 40 characters. National: KIP_KULIAH. Of a province: PROV-32-KIND; of a regency: APBD-32.05-KIND, with the area of the caller.',
    }),
    nameId: t.string({ required: true, description: 'Name in Indonesian.' }),
    nameEn: t.string({ required: true, description: 'Name in English.' }),
    unit: t.field({
      type: ProgramUnitEnum,
      required: true,
      description: 'Whom it serves; cannot be changed.',
    }),
    legalBasis: t.string({
      required: true,
      description: 'The regulation that establishes it, such as a Peraturan Bupati.',
    }),
  }),
});

export const PublishRuleVersionInput = builder.inputType('PublishRuleVersionInput', {
  description: 'Rules of a program that are to hold from a day on.',
  fields: (t) => ({
    program: t.string({ required: true, description: 'Code of a program that the caller runs.' }),
    ruleSet: t.string({
      required: true,
      description:
        'One version of rules as YAML or JSON, in the form of the programs that ship (docs/rules.md), up to 60,000 characters: inForceFrom, criteria, entitlement, messages in both languages, legal basis and next steps. It may use the common criteria by name.',
    }),
  }),
});
