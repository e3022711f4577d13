import type { Criterion, RuleSet } from '../../api/eligibility/rule-set.js';
import { parseRuleSet } from '../../api/eligibility/parse-rule-set.js';
import { AdministeringTier, ExclusionScope, ProgramUnit } from '../../prisma/generated/enums.js';
import { builder } from '../builder.js';
import { describedEnum } from '../described-enum.js';
import { inLanguage, languageArgument } from '../language.js';

export const Tier = builder.enumType('Tier', {
  description:
    'Where a caller or a program stands: five levels of government, partner agencies, and citizens through a desk.',
  values: {
    NATIONAL: { description: 'The ministry (Kemensos).' },
    PROVINCE: { description: 'A provincial social office.' },
    REGENCY: { description: 'A regency or city social office.' },
    DISTRICT: { description: 'A district, where the TKSK works.' },
    VILLAGE: { description: 'A village (desa or kelurahan).' },
    PARTNER: { description: 'A partner agency. No program is administered here.' },
    CITIZEN: { description: 'A person, through a desk. No program is administered here.' },
  } as const,
});

export const ProgramUnitEnum = describedEnum(
  'ProgramUnit',
  ProgramUnit,
  'Whom a program serves: a PERSON, or a HOUSEHOLD with one answer for all members.',
  {
    PERSON: 'One person.',
    HOUSEHOLD: 'The household: the same answer for every member.',
  },
);

/** A program of aid. */
export const AidProgram = builder.prismaObject('Program', {
  name: 'AidProgram',
  description:
    'A program of aid: national, or of a province or regency by its own rules. Open to every caller; whether a purpose may ask about it is another matter.',
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    code: t.exposeString('code', { description: 'Stable code: PKH, BPNT, APBD-32.05-FIRE.' }),
    name: t.string({
      description: 'Name of the program.',
      args: { language: t.arg(languageArgument) },
      resolve: (row, { language }) => inLanguage({ id: row.nameId, en: row.nameEn }, language),
    }),
    administeringTier: t.field({
      type: Tier,
      description: 'Which level of government runs it.',
      resolve: (row) => AdministeringTier[row.administeringTier],
    }),
    unit: t.expose('unit', { type: ProgramUnitEnum, description: 'Whom it serves.' }),
    owner: t.relation('owner', {
      nullable: true,
      description: 'The province or regency that owns it; null for a national program.',
    }),
    legalBasis: t.exposeString('legalBasis', { description: 'The regulations it rests on.' }),
    registeredBy: t.exposeString('registeredBy', {
      nullable: true,
      description:
        'Token subject of who registered it; null = it ships with the registry. For those who run programs, and overseers.',
    }),
    ruleVersions: t.relation('ruleVersions', {
      description:
        'Every version of its rules, newest first. Rules are dated: an answer names the one it used.',
      query: { orderBy: { inForceFrom: 'desc' } },
    }),
  }),
});

const RuleCriterion = builder.objectRef<Criterion>('RuleCriterion').implement({
  description: 'One criterion of a rule version, in words.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code, the same in decisions.' }),
    message: t.string({
      description: 'What the criterion asks, in a sentence.',
      args: { language: t.arg(languageArgument) },
      resolve: ({ message }, { language }) => inLanguage(message, language),
    }),
    legalBasis: t.exposeString('legalBasis', { description: 'The regulation it rests on.' }),
  }),
});

const MaxSemesters = builder
  .objectRef<{ degree: string; semesters: number }>('MaxSemesters')
  .implement({
    description: 'For how many semesters a degree is aided.',
    fields: (t) => ({
      degree: t.exposeString('degree', { description: 'S1, D4, D3, D2 or PROFESSION.' }),
      semesters: t.exposeInt('semesters', { description: 'Semesters at most.' }),
    }),
  });

builder.prismaObject('RuleVersion', {
  description: "A dated version of a program's rules. Never edited: a change is a new version.",
  fields: (t) => ({
    id: t.exposeID('id', { description: 'Opaque id.' }),
    version: t.exposeString('version', { description: 'Unique within the program.' }),
    inForceFrom: t.expose('inForceFrom', { type: 'Date', description: 'First day in force.' }),
    inForceUntil: t.expose('inForceUntil', {
      type: 'Date',
      nullable: true,
      description: 'First day on which it no longer holds; null = until a later version begins.',
    }),
    legalBasis: t.exposeString('legalBasis', { description: 'The regulation of this version.' }),
    publishedAt: t.expose('publishedAt', {
      type: 'DateTime',
      description: 'When it was published here.',
    }),
    publishedBy: t.exposeString('publishedBy', {
      nullable: true,
      description:
        'Token subject of who published it; null = it ships with the registry. For those who run programs, and overseers.',
    }),
    criteria: t.field({
      type: [RuleCriterion],
      select: { ruleSet: true },
      description: 'What it asks, criterion by criterion, in the order of decisions.',
      resolve: (row) => [...ruleSetOf(row.ruleSet).criteria],
    }),
    maxSemesters: t.field({
      type: [MaxSemesters],
      select: { ruleSet: true },
      description: 'For student aid, how long each degree is aided; empty for other programs.',
      resolve: (row) =>
        Object.entries(ruleSetOf(row.ruleSet).entitlement.maxSemesters ?? {}).map(
          ([degree, semesters]) => ({ degree, semesters }),
        ),
    }),
  }),
});

function ruleSetOf(stored: unknown): RuleSet {
  return parseRuleSet(stored);
}

const ExclusionScopeEnum = describedEnum(
  'ExclusionScope',
  ExclusionScope,
  'On whom a ground lies: one PERSON, or the whole FAMILY.',
  {
    PERSON: 'One person.',
    FAMILY: 'The whole family.',
  },
);

builder.prismaObject('ExclusionGround', {
  description:
    'A ground on which aid is refused (Kepmensos 73/HUK/2024 and later lists). Open to every caller.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Stable code.' }),
    name: t.string({
      description: 'The ground in words.',
      args: { language: t.arg(languageArgument) },
      resolve: (row, { language }) => inLanguage({ id: row.nameId, en: row.nameEn }, language),
    }),
    scope: t.expose('scope', { type: ExclusionScopeEnum, description: 'On whom it lies.' }),
    legalBasis: t.exposeString('legalBasis', { description: 'Where it is laid down.' }),
  }),
});
