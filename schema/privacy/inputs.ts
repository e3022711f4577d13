import { AccessPurpose } from '../eligibility/enums.js';
import { builder } from '../builder.js';
import {
  AccessOutcome,
  CorrectionField,
  CorrectionRefusal,
  DelayReason,
  IdentityProof,
} from './enums.js';

export const DeskPersonInput = builder.inputType('DeskPersonInput', {
  description:
    'The person who stands at the desk. One at a time; each attempt is written down, and the person reads it.',
  fields: (t) => ({
    nik: t.field({ type: 'NIK', required: true, description: 'As printed on the card.' }),
    verifiedBy: t.field({
      type: IdentityProof,
      required: true,
      description: 'By what the desk made sure of it.',
    }),
    childNik: t.field({
      type: 'NIK',
      description:
        'A child under 18 of the same household, for whom the person asks as guardian; for the person herself where absent.',
    }),
  }),
});

export const RequestCorrectionInput = builder.inputType('RequestCorrectionInput', {
  description: 'What is recorded wrongly of whom.',
  fields: (t) => ({
    person: t.field({ type: DeskPersonInput, required: true, description: 'Who asks.' }),
    field: t.field({ type: CorrectionField, required: true, description: 'What is wrong.' }),
    claimed: t.string({
      required: true,
      description: "What is right, in the person's words, up to 200 characters. Kept sealed.",
    }),
    evidence: t.string({
      description: 'Reference of a document that shows it, up to 120 characters. Kept sealed.',
    }),
  }),
});

export const StartCorrectionInput = builder.inputType('StartCorrectionInput', {
  description: 'Which wish to take into work.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The wish.' }),
    version: t.int({ required: true, description: 'Its version as the caller read it.' }),
  }),
});

export const ResolveCorrectionInput = builder.inputType('ResolveCorrectionInput', {
  description:
    'The answer to a wish: a refusal with its law, or, where both are absent, that it was corrected.',
  fields: (t) => ({
    id: t.id({ required: true, description: 'The wish.' }),
    version: t.int({ required: true, description: 'Its version as the caller read it.' }),
    refusal: t.field({ type: CorrectionRefusal, description: 'Why it is refused.' }),
    legalBasis: t.string({
      description:
        'By which law it is refused, up to 200 characters, without any number of a person.',
    }),
  }),
});

export const DelayAccessLogInput = builder.inputType('DelayAccessLogInput', {
  description: 'Which looks at whom are told later, until when, and why.',
  fields: (t) => ({
    personId: t.id({ required: true, description: 'The person who is told later.' }),
    looksFrom: t.field({
      type: 'DateTime',
      required: true,
      description: 'Looks made from this instant on.',
    }),
    looksUntil: t.field({
      type: 'DateTime',
      required: true,
      description: 'Looks made before this instant, which may lie in the future.',
    }),
    office: t.field({
      type: 'RegionCode',
      description:
        'Only looks by offices of this region; by every office and partner where absent.',
    }),
    delayedUntil: t.field({
      type: 'DateTime',
      required: true,
      description: 'When they are told, within the next 180 days.',
    }),
    reason: t.field({ type: DelayReason, required: true, description: 'Why.' }),
    legalBasis: t.string({
      required: true,
      description: 'By which law, up to 200 characters, without any number of a person.',
    }),
  }),
});

export const AccessEntryFilter = builder.inputType('AccessEntryFilter', {
  description: 'Which entries of the trail. What is absent does not narrow.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', required: true, description: 'From this instant on.' }),
    until: t.field({
      type: 'DateTime',
      required: true,
      description: 'Before this instant; at most 92 days later.',
    }),
    actor: t.string({ description: 'Token subject of whoever looked.' }),
    office: t.field({ type: 'RegionCode', description: 'Offices of this area and below.' }),
    partnerId: t.id({ description: 'One partner.' }),
    purpose: t.field({ type: AccessPurpose, description: 'Only of this purpose.' }),
    outcome: t.field({ type: AccessOutcome, description: 'Only given, or only denied.' }),
    action: t.string({ description: "The operation's field, such as household." }),
  }),
});

const BreachActorInput = builder.inputType('BreachActorInput', {
  description: 'Whose looks leaked. Exactly one of these.',
  isOneOf: true,
  fields: (t) => ({
    subject: t.string({ description: 'Token subject of an officer or client.' }),
    client: t.string({
      description: 'OAuth client id of a partner: all that it asked for its one purpose.',
    }),
  }),
});

export const BreachInput = builder.inputType('BreachInput', {
  description: 'An incident.',
  fields: (t) => ({
    actor: t.field({ type: BreachActorInput, required: true, description: 'Whose looks.' }),
    from: t.field({ type: 'DateTime', required: true, description: 'From this instant on.' }),
    until: t.field({ type: 'DateTime', required: true, description: 'Before this instant.' }),
    discoveredAt: t.field({
      type: 'DateTime',
      required: true,
      description: 'When it was found out: the clock of 3 × 24 hours runs from it.',
    }),
  }),
});
