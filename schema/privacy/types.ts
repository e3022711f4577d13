import { describeLook } from '../../api/privacy/describe-look.js';
import type { AccessDelay as Delay } from '../../api/privacy/delay-access-log.js';
import { nameOffice } from '../../api/privacy/name-office.js';
import type { Correction as Wish } from '../../api/privacy/open-correction.js';
import type { LoggedLook, WithheldLooks as Withheld } from '../../api/privacy/read-access-log.js';
import { VISIBILITY_RULES } from '../../api/privacy/visibility-rules.js';
import { builder } from '../builder.js';
import { AccessPurpose } from '../eligibility/enums.js';
import { inLanguage, languageArgument } from '../language.js';
import { Tier } from '../programs/types.js';
import {
  AccessOutcome,
  AccessReach,
  CorrectionField,
  CorrectionRefusal,
  CorrectionStatus,
  DataGroup,
  DelayReason,
  IdentityProof,
  WithheldReason,
} from './enums.js';

export const AccessLogEntry = builder.objectRef<LoggedLook>('AccessLogEntry').implement({
  description:
    'A look at a person, or a change, as the person is told of it. The office, never the officer.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime', description: 'When.' }),
    office: t.string({
      description: 'The office or partner that looked.',
      args: { language: t.arg(languageArgument) },
      resolve: (look, { language }) => inLanguage(nameOffice(look), language),
    }),
    tier: t.expose('tier', { type: Tier, description: 'Where that office stands.' }),
    purpose: t.expose('purpose', { type: AccessPurpose, description: 'Why it may look at all.' }),
    action: t.string({
      description:
        'What was done, in words. What was about another member shows as household administration.',
      args: { language: t.arg(languageArgument) },
      resolve: (look, { language }) => inLanguage(describeLook(look).words, language),
    }),
    reach: t.field({
      type: AccessReach,
      description: 'How it came to this person.',
      resolve: (look) => describeLook(look).reach,
    }),
    groups: t.field({
      type: [DataGroup],
      description: 'Which data was shown or changed.',
      resolve: (look) => [...describeLook(look).groups],
    }),
    legalBasis: t.exposeString('legalBasis', { description: 'By which right.' }),
    outcome: t.expose('outcome', {
      type: AccessOutcome,
      description: 'Whether it was given or denied.',
    }),
    delayedUntil: t.expose('delayedUntil', {
      type: 'DateTime',
      nullable: true,
      description: 'Until when telling of it was put off; null = it never was.',
    }),
  }),
});

const ruleOf = ({ reason }: Withheld) => VISIBILITY_RULES.find((rule) => rule.reason === reason);

export const WithheldLooks = builder.objectRef<Withheld>('WithheldLooks').implement({
  description: 'Looks that are only counted, by reason (UU 27/2022 art. 33).',
  fields: (t) => ({
    reason: t.expose('reason', { type: WithheldReason, description: 'Why.' }),
    count: t.exposeInt('count', { description: 'How many, over all time.' }),
    legalBasis: t.string({
      description: 'By which law they are withheld.',
      resolve: (withheld) => ruleOf(withheld)?.legalBasis ?? 'UU 27/2022 pasal 33',
    }),
    message: t.string({
      description: 'A sentence for the person.',
      args: { language: t.arg(languageArgument) },
      resolve: (withheld, { language }) =>
        inLanguage(ruleOf(withheld)?.words ?? { id: '', en: '' }, language),
    }),
  }),
});

export const Correction = builder.objectRef<Wish>('Correction').implement({
  description:
    'A wish to correct what is recorded of a person, with its clock of 3 × 24 hours (UU 27/2022 art. 30).',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    version: t.exposeInt('version', { description: 'To be sent back when it is handled.' }),
    personId: t.exposeID('personId', {
      description: 'The person, for the officers who handle it; a desk is refused.',
    }),
    field: t.expose('field', { type: CorrectionField, description: 'What is wrong.' }),
    status: t.expose('status', { type: CorrectionStatus, description: 'Where it stands.' }),
    claimed: t.string({
      nullable: true,
      description: "What is right, in the person's words; null once erased. Kept sealed.",
      resolve: ({ claim }) => claim?.claimed ?? null,
    }),
    evidence: t.string({
      nullable: true,
      description: 'Reference of a document; null = none, or erased. Kept sealed.',
      resolve: ({ claim }) => claim?.evidence ?? null,
    }),
    verifiedBy: t.expose('verifiedBy', {
      type: IdentityProof,
      description: 'By what the desk made sure of the person.',
    }),
    requestedAt: t.expose('requestedAt', { type: 'DateTime', description: 'When it was asked.' }),
    dueAt: t.expose('dueAt', {
      type: 'DateTime',
      description: 'When it must be answered: 3 × 24 hours later.',
    }),
    startedAt: t.expose('startedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When somebody took it; null = nobody has.',
    }),
    resolvedAt: t.expose('resolvedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered; null = it was not.',
    }),
    overdueSeconds: t.exposeInt('overdueSeconds', {
      nullable: true,
      description: 'Seconds past the clock, until the answer or until now; null = in time.',
    }),
    officeCode: t.expose('officeCode', {
      type: 'RegionCode',
      description: 'The regency whose social office owes the answer.',
    }),
    office: t.string({
      description: 'That office.',
      args: { language: t.arg(languageArgument) },
      resolve: ({ officeName, officeCode }, { language }) =>
        inLanguage(nameOffice({ tier: 'REGENCY', place: officeName ?? officeCode }), language),
    }),
    refusal: t.expose('refusal', {
      type: CorrectionRefusal,
      nullable: true,
      description: 'Why it was refused; null = it was not.',
    }),
    legalBasis: t.exposeString('legalBasis', {
      nullable: true,
      description: 'By which law it was refused; null = it was not.',
    }),
    changeId: t.exposeID('changeId', {
      nullable: true,
      description: 'The entry of history that answered it; null = none did.',
    }),
  }),
});

export const AccessDelay = builder.objectRef<Delay>('AccessDelay').implement({
  description: 'That a person is told of some looks later. Recorded for good, and never shortened.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    personId: t.exposeID('personId', { description: 'Who is told later.' }),
    delayedUntil: t.expose('delayedUntil', { type: 'DateTime', description: 'When it is told.' }),
    reason: t.expose('reason', { type: DelayReason, description: 'Why.' }),
    legalBasis: t.exposeString('legalBasis', { description: 'By which law.' }),
  }),
});
