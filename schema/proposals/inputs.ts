import { builder } from '../builder.js';
import { RegisterHouseholdInput } from '../households/inputs.js';
import {
  DeliberationOutcomeEnum,
  DeterminationOutcomeEnum,
  NeedKindEnum,
  ProposalKindEnum,
  PublicationEnum,
  ReportSourceEnum,
  StepReasonEnum,
  VerificationOutcomeEnum,
  VisitFindingEnum,
} from './enums.js';

const ID = 'The proposal, as its opaque id.';
const VERSION = 'Its version as the caller read it.';
const KEY =
  "The caller's own, up to 200 characters: the same key with the same input is the same step, and is answered as it stands; with another input it is a CONFLICT.";
const PAPER =
  'up to 60 letters, digits, spaces and ./_-, with a digit, and no run of thirteen: never a NIK or KK number.';

export const ReportProposalInput = builder.inputType('ReportProposalInput', {
  description:
    'A need that was reported. It names no person by name or number: a household of the registry by its id, or the paper on which the village keeps who is meant.',
  fields: (t) => ({
    idempotencyKey: t.string({ required: true, description: KEY }),
    kind: t.field({ type: ProposalKindEnum, required: true, description: 'What is proposed.' }),
    need: t.field({ type: NeedKindEnum, required: true, description: 'What is lacking.' }),
    source: t.field({ type: ReportSourceEnum, required: true, description: 'Whose report it is.' }),
    reference: t.string({
      required: true,
      description: `Number of the report in the village's book: ${PAPER}`,
    }),
    villageCode: t.field({
      type: 'RegionCode',
      description: 'The village, of a NEW_ENTRY; absent for every other kind.',
    }),
    householdId: t.id({ description: 'The household; absent for a NEW_ENTRY.' }),
    personId: t.id({
      description:
        'The member: needed for PBI_REACTIVATION, MANAGER_REPLACEMENT and a program that serves persons; possible for UPDATE and REMOVAL; otherwise absent.',
    }),
    programCode: t.string({
      description: 'The program, of PROGRAM_MEMBERSHIP and MANAGER_REPLACEMENT; otherwise absent.',
    }),
    groundCode: t.string({ description: 'The ground, of a REMOVAL; otherwise absent.' }),
    toVillageCode: t.field({
      type: 'RegionCode',
      description: 'Where the family moves to, of a MOVE; otherwise absent.',
    }),
  }),
});

export const ScheduleDeliberationInput = builder.inputType('ScheduleDeliberationInput', {
  description: 'The village meeting that is called, or called for another day.',
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    meetingOn: t.field({
      type: 'Date',
      required: true,
      description: 'For which day, today or later.',
    }),
  }),
});

export const RecordDeliberationInput = builder.inputType('RecordDeliberationInput', {
  description:
    'What the village meeting decided. An approval needs attendance, attendees, photos, publishedIn and publishedOn; a rejection a reason.',
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    outcome: t.field({
      type: DeliberationOutcomeEnum,
      required: true,
      description: 'What it decided.',
    }),
    heldOn: t.field({
      type: 'Date',
      required: true,
      description: 'When it was held: from the day for which it was called to today.',
    }),
    minutes: t.string({ required: true, description: `Number of the minutes: ${PAPER}` }),
    attendance: t.string({ description: `Number of the attendance list: ${PAPER}` }),
    attendees: t.int({ description: 'How many attended, 1 to 10 000.' }),
    photos: t.stringList({ description: `Numbers of 1 to 20 photos, each ${PAPER}` }),
    publishedIn: t.field({ type: PublicationEnum, description: 'Where it was published.' }),
    publishedOn: t.field({ type: 'Date', description: 'When it was published.' }),
    reason: t.field({ type: StepReasonEnum, description: 'Why it did not agree.' }),
  }),
});

export const SignResponsibilityStatementInput = builder.inputType(
  'SignResponsibilityStatementInput',
  {
    description: 'An SPTJM of the village head, where no meeting was held.',
    fields: (t) => ({
      id: t.id({ required: true, description: ID }),
      version: t.int({ required: true, description: VERSION }),
      idempotencyKey: t.string({ required: true, description: KEY }),
      statement: t.string({ required: true, description: `Number of the SPTJM: ${PAPER}` }),
      signedOn: t.field({ type: 'Date', required: true, description: 'When it was signed.' }),
    }),
  },
);

export const EnterProposalInput = builder.inputType('EnterProposalInput', {
  description: "The village operator's entry.",
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    household: t.field({
      type: RegisterHouseholdInput,
      description:
        'The family of a NEW_ENTRY, when it is entered for the first time: it is registered in the same transaction, in the village that proposes. Absent for every other entry.',
    }),
  }),
});

export const AssessProposalInput = builder.inputType('AssessProposalInput', {
  description: 'A visit to the house.',
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    visitedOn: t.field({
      type: 'Date',
      required: true,
      description: 'When; not in the future.',
    }),
    finding: t.field({ type: VisitFindingEnum, required: true, description: 'What it found.' }),
    photos: t.stringList({
      required: true,
      description: `Numbers of 1 to 20 photos of the house, each ${PAPER}`,
    }),
  }),
});

export const VerifyProposalInput = builder.inputType('VerifyProposalInput', {
  description: "The regency's verification.",
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    outcome: t.field({
      type: VerificationOutcomeEnum,
      required: true,
      description: 'What it found.',
    }),
    groundCode: t.string({
      description: 'Code of the ground of exclusion, with NOT_ELIGIBLE; otherwise absent.',
    }),
  }),
});

export const ReturnProposalInput = builder.inputType('ReturnProposalInput', {
  description: 'A proposal that goes back to the village operator.',
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    reason: t.field({ type: StepReasonEnum, required: true, description: 'Why.' }),
  }),
});

export const EndorseProposalInput = builder.inputType('EndorseProposalInput', {
  description: 'The sign-off (pengesahan) by letter.',
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    letter: t.string({ required: true, description: `Number of the letter: ${PAPER}` }),
    signedOn: t.field({ type: 'Date', required: true, description: 'When it was signed.' }),
  }),
});

export const DetermineProposalInput = builder.inputType('DetermineProposalInput', {
  description:
    'The determination. DETERMINED needs decree, decreedOn and decreePeriod; NOT_DETERMINED a reason.',
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    outcome: t.field({
      type: DeterminationOutcomeEnum,
      required: true,
      description: 'What is determined.',
    }),
    decree: t.string({ description: `Number of the decree (SK): ${PAPER}` }),
    decreedOn: t.field({ type: 'Date', description: 'Its date; not in the future.' }),
    decreePeriod: t.string({
      description: "The first period for which it holds, YYYY-MM; not before the proposal's.",
    }),
    reason: t.field({ type: StepReasonEnum, description: 'Why it is declined.' }),
  }),
});

export const WithdrawProposalInput = builder.inputType('WithdrawProposalInput', {
  description: 'A proposal that is not wanted any more.',
  fields: (t) => ({
    id: t.id({ required: true, description: ID }),
    version: t.int({ required: true, description: VERSION }),
    idempotencyKey: t.string({ required: true, description: KEY }),
    reason: t.field({ type: StepReasonEnum, required: true, description: 'Why.' }),
  }),
});
