import { builder } from '../builder.js';
import { Accreditation, AccessPurpose, Degree } from './enums.js';

const StudentAidClaimsInput = builder.inputType('StudentAidClaimsInput', {
  description:
    'What a university states about an applicant for KIP Kuliah. Claims win over the registry where both speak. An absent yes or no is a no; an absent income or family size is unknown.',
  fields: (t) => ({
    admitted: t.boolean({ required: true, description: 'Admitted to this program of study.' }),
    graduationYear: t.int({ required: true, description: 'Year in which secondary school ended.' }),
    degree: t.field({ type: Degree, required: true, description: 'Degree of the study program.' }),
    accreditation: t.field({
      type: Accreditation,
      required: true,
      description: 'Accreditation of the study program.',
    }),
    livingCostCluster: t.int({
      required: true,
      description: "Price cluster of the campus' location, 1 to 5.",
    }),
    medicine: t.boolean({ description: 'A medical study program.' }),
    hasSktm: t.boolean({
      description: 'Holds a statement of poverty (SKTM) of the village or higher.',
    }),
    parentsMonthlyIncome: t.field({
      type: 'Rupiah',
      description: "Both parents' gross income, whole rupiah a month.",
    }),
    familySize: t.int({ description: 'People who live on that income, at least 1.' }),
    holdsKip: t.boolean({ description: 'Holds a KIP of secondary school, or receives PIP.' }),
  }),
});

const ProgramClaimsInput = builder.inputType('ProgramClaimsInput', {
  description: 'Claims that some programs take. Exactly one kind.',
  isOneOf: true,
  fields: (t) => ({
    studentAid: t.field({ type: StudentAidClaimsInput, description: 'For KIP_KULIAH.' }),
  }),
});

export const CheckEligibilityInput = builder.inputType('CheckEligibilityInput', {
  description: 'One person, one program, one day.',
  fields: (t) => ({
    nik: t.field({ type: 'NIK', required: true, description: 'Whom to ask about.' }),
    program: t.string({ required: true, description: 'Code of the program.' }),
    purpose: t.field({
      type: AccessPurpose,
      required: true,
      description: 'Must equal the purpose of the access token.',
    }),
    asOf: t.field({
      type: 'Date',
      description:
        'The day by which everything is read: today in Asia/Jakarta where absent; never in the future.',
    }),
    reference: t.string({
      description: "The caller's own reference, up to 120 characters; answered as given.",
    }),
    claims: t.field({ type: ProgramClaimsInput, description: 'For programs that take claims.' }),
  }),
});

const PersonCheckInput = builder.inputType('PersonCheckInput', {
  description:
    'One row of many. The NIK is a plain string here, so that a bad one spoils its own row only.',
  fields: (t) => ({
    nik: t.string({ required: true, description: 'Whom to ask about.' }),
    reference: t.string({
      description: "The caller's own reference, up to 120 characters; answered as given.",
    }),
    claims: t.field({ type: ProgramClaimsInput, description: 'For programs that take claims.' }),
  }),
});

export const CheckEligibilitiesInput = builder.inputType('CheckEligibilitiesInput', {
  description: 'Up to 1,000 people, one program, one day.',
  fields: (t) => ({
    program: t.string({ required: true, description: 'Code of the program.' }),
    purpose: t.field({
      type: AccessPurpose,
      required: true,
      description: 'Must equal the purpose of the access token.',
    }),
    asOf: t.field({
      type: 'Date',
      description:
        'The day by which everything is read: today in Asia/Jakarta where absent; never in the future.',
    }),
    people: t.field({
      type: [PersonCheckInput],
      required: true,
      description: 'From 1 to 1,000 people; answered in this order.',
    }),
  }),
});
