import type { RefusedCheck } from '../../api/eligibility/check-eligibilities.js';
import type { ShownCriterion, ShownDecision } from '../../api/eligibility/disclosure.js';
import type { Entitlement as DueEntitlement } from '../../api/eligibility/entitlement.js';
import type { EntitlementLine as DueLine } from '../../api/eligibility/entitlement-line.js';
import type { StepToTake } from '../../api/eligibility/next-steps.js';
import { signReceipt } from '../../api/eligibility/sign-receipt.js';
import { builder } from '../builder.js';
import { inLanguage, languageArgument } from '../language.js';
import { AidProgram } from '../programs/types.js';
import {
  EligibilityOutcome,
  EnrolmentStatus,
  EntitlementKind,
  EntitlementPeriod,
  Finding,
  RefusalCode,
} from './enums.js';

const CriterionFinding = builder.objectRef<ShownCriterion>('CriterionFinding').implement({
  description: 'What one criterion of the rule gave for this person.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'Stable code of the criterion. OTHER_CRITERIA merges those that the purpose does not disclose.',
    }),
    finding: t.expose('finding', { type: Finding, description: 'What it gave.' }),
    message: t.string({
      description: 'What the criterion asks, in a sentence.',
      args: { language: t.arg(languageArgument) },
      resolve: ({ message }, { language }) => inLanguage(message, language),
    }),
    legalBasis: t.exposeString('legalBasis', { description: 'The regulation it rests on.' }),
  }),
});

const NextStep = builder.objectRef<StepToTake>('NextStep').implement({
  description: 'What to do next, and whose work it is. Every NOT_MET and UNKNOWN has at least one.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code.' }),
    message: t.string({
      description: 'The step in a sentence for the person.',
      args: { language: t.arg(languageArgument) },
      resolve: ({ message }, { language }) => inLanguage(message, language),
    }),
    office: t.exposeString('office', { description: 'The office that owns the step.' }),
  }),
});

const EntitlementLine = builder.objectRef<DueLine>('EntitlementLine').implement({
  description: 'One amount that falls due several times in a full year.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description: 'Component or benefit; TOTAL where only the sum is disclosed.',
    }),
    kind: t.expose('kind', { type: EntitlementKind, description: 'How it is given.' }),
    amount: t.expose('amount', { type: 'Rupiah', description: 'Whole rupiah each time.' }),
    period: t.expose('period', { type: EntitlementPeriod, description: 'How often it falls due.' }),
    count: t.exposeInt('count', { description: 'How often it is paid in that year.' }),
  }),
});

const Entitlement = builder.objectRef<DueEntitlement>('Entitlement').implement({
  description: 'What falls due in a full year at asOf. A right by rule, not a payment.',
  fields: (t) => ({
    perYear: t.expose('perYear', {
      type: 'Rupiah',
      description: 'Whole rupiah: the sum of amount × count; a cap counts at the cap.',
    }),
    lines: t.field({
      type: [EntitlementLine],
      description: 'What it is made of.',
      resolve: ({ lines }) => [...lines],
    }),
  }),
});

/** A decision as the caller may see it. */
export const EligibilityDecision = builder
  .objectRef<ShownDecision>('EligibilityDecision')
  .implement({
    description:
      "A recorded answer to: is this person eligible for this program, why, and what to do next. Cut to what the caller's purpose may see. A person outside the caller's territory or agreement, and a person who does not exist, give the same answer.",
    fields: (t) => ({
      id: t.exposeID('id', {
        description: 'Opaque id, by which it can be replayed with eligibilityDecision.',
      }),
      reference: t.exposeString('reference', {
        nullable: true,
        description: "The caller's own reference, as given; null where none was.",
      }),
      program: t.field({
        type: AidProgram,
        description: 'The program asked about.',
        resolve: ({ program }) => program,
      }),
      outcome: t.expose('outcome', {
        type: EligibilityOutcome,
        description:
          'Eligible, not eligible, or cannot be told yet. Eligible is not enrolled, and enrolled is not paid.',
      }),
      criteria: t.field({
        type: [CriterionFinding],
        description: 'The findings, criterion by criterion, in the order of the rule.',
        resolve: ({ criteria }) => [...criteria],
      }),
      nextSteps: t.field({
        type: [NextStep],
        description: 'What to do next, and the office that owns each step.',
        resolve: ({ nextSteps }) => [...nextSteps],
      }),
      warnings: t.stringList({
        description:
          'Oddities of the record that decide nothing: NIK_BIRTH_DATE_DIFFERS, NIK_SEX_DIFFERS. Empty for partners.',
        resolve: ({ warnings }) => [...warnings],
      }),
      enrolment: t.expose('enrolment', {
        type: EnrolmentStatus,
        description: 'Where the person or household stands with the program on asOf.',
      }),
      entitlement: t.field({
        type: Entitlement,
        nullable: true,
        description: 'What falls due in a full year; null unless ELIGIBLE.',
        resolve: ({ entitlement }) => entitlement,
      }),
      route: t.exposeString('route', {
        nullable: true,
        description:
          'The route by which a criterion with several was met (KIP_KULIAH); null where there is none or the purpose does not disclose it.',
      }),
      ruleVersion: t.exposeString('ruleVersion', {
        description: 'The rule version that was used: program@version.',
      }),
      registryVersion: t.exposeString('registryVersion', {
        nullable: true,
        description:
          'The DTSEN period that the decile came from; null where the household is not in the register or the purpose does not disclose it.',
      }),
      asOf: t.expose('asOf', {
        type: 'Date',
        description: 'The day by which everything was read.',
      }),
      decidedAt: t.expose('decidedAt', {
        type: 'DateTime',
        description: 'When it was decided and recorded.',
      }),
      receipt: t.string({
        description:
          'Compact JWS (ES256) over exactly what the caller was shown; verifies offline with /.well-known/jwks.json. Keep it as evidence.',
        complexity: 5,
        resolve: (decision, _args, context) => signReceipt(context, decision),
      }),
    }),
  });

const EligibilityCheckRefused = builder
  .objectRef<RefusedCheck>('EligibilityCheckRefused')
  .implement({
    description: 'A row of a list that was not decided. The other rows stand.',
    fields: (t) => ({
      reference: t.exposeString('reference', {
        nullable: true,
        description: "The caller's own reference of the row; null where none was given.",
      }),
      code: t.field({
        type: RefusalCode,
        description: 'Why.',
        resolve: ({ refusal }) => refusal,
      }),
      message: t.exposeString('message', {
        description: 'Why, in a fixed sentence that repeats nothing of the row.',
      }),
    }),
  });

/** A row of checkEligibilities. */
export const EligibilityCheckResult = builder.unionType('EligibilityCheckResult', {
  description: 'A decision, or why the row was refused.',
  types: [EligibilityDecision, EligibilityCheckRefused],
  resolveType: (row) => ('refusal' in row ? EligibilityCheckRefused : EligibilityDecision),
});
