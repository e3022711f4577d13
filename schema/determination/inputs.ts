import { builder } from '../builder.js';
import { RegionLevelEnum } from '../regions/types.js';
import { DeterminationChange } from './enums.js';

const PROGRAM =
  'Code of the program: PKH. One that asks for claims of an applicant cannot be determined for an area.';
const REGION =
  'An area of the territory; the whole territory where absent. NOT_FOUND for one outside it.';
const AS_OF = 'The day by which everything is read; today in Jakarta where absent, never later.';

export const DeterminationInput = builder.inputType('DeterminationInput', {
  description: 'A program, for everybody of an area.',
  fields: (t) => ({
    program: t.string({ required: true, description: PROGRAM }),
    region: t.field({ type: 'RegionCode', description: REGION }),
    asOf: t.field({ type: 'Date', description: AS_OF }),
  }),
});

export const PreviewDeterminationInput = builder.inputType('PreviewDeterminationInput', {
  description: 'A program for everybody of an area, and by what areas the answer is broken down.',
  fields: (t) => ({
    program: t.string({ required: true, description: PROGRAM }),
    region: t.field({ type: 'RegionCode', description: REGION }),
    asOf: t.field({ type: 'Date', description: AS_OF }),
    by: t.field({
      type: RegionLevelEnum,
      description:
        'One or two levels below the area: VILLAGE of a regency or district. One level below where absent.',
    }),
  }),
});

export const DeterminationChangesInput = builder.inputType('DeterminationChangesInput', {
  description: 'A program for everybody of a village, and which change is asked for.',
  fields: (t) => ({
    program: t.string({ required: true, description: PROGRAM }),
    region: t.field({
      type: 'RegionCode',
      required: true,
      description: 'A village of the territory. BAD_USER_INPUT for a larger area.',
    }),
    asOf: t.field({ type: 'Date', description: AS_OF }),
    change: t.field({
      type: DeterminationChange,
      required: true,
      description: 'The households in which somebody would be changed so.',
    }),
  }),
});

const AmountChange = builder.inputType('AmountChange', {
  description: 'Another amount under a code of the rule.',
  fields: (t) => ({
    code: t.string({
      required: true,
      description: 'Code of a line or of a component of the entitlement.',
    }),
    amount: t.field({
      type: 'Rupiah',
      required: true,
      description: 'Whole rupiah: of a line each time, of a component a year.',
    }),
  }),
});

const RuleChange = builder.inputType('RuleChange', {
  description: 'A change of the rule to be tried. Exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    decileAtMost: t.int({
      description:
        'The cut-off, 1 to 10: in place of every upper limit of the decile in the criteria.',
    }),
    amounts: t.field({ type: [AmountChange], description: 'Other amounts; the rest stays.' }),
    ruleSet: t.string({
      description:
        'A whole rule set of the program as YAML or JSON, in the form of a kept rule version: at most 200,000 characters, without aliases.',
    }),
  }),
});

export const SimulateProgramInput = builder.inputType('SimulateProgramInput', {
  description: 'A changed rule to be tried on everybody of an area.',
  fields: (t) => ({
    program: t.string({ required: true, description: PROGRAM }),
    region: t.field({
      type: 'RegionCode',
      description: 'A district or larger; the whole territory where absent.',
    }),
    asOf: t.field({ type: 'Date', description: AS_OF }),
    change: t.field({ type: RuleChange, required: true, description: 'What is changed.' }),
  }),
});
