import { ALWAYS, NEVER } from '../rule.js';
import type { Policy } from './policy.js';

/** The catalogs, open to every caller, and partners, each to itself. */
export const catalogPolicy = {
  Region: {
    key: 'code',
    rows: ALWAYS,
    fields: {
      code: ALWAYS,
      name: ALWAYS,
      level: ALWAYS,
      villageKind: ALWAYS,
      parentCode: ALWAYS,
      parent: ALWAYS,
      children: ALWAYS,
      aliases: ALWAYS,
      households: NEVER,
      programs: ALWAYS,
    },
  },
  RegionAlias: {
    key: 'retiredCode',
    rows: ALWAYS,
    fields: { retiredCode: ALWAYS, name: ALWAYS, code: ALWAYS, region: ALWAYS },
  },
  PpksCategory: {
    key: 'code',
    rows: ALWAYS,
    fields: {
      code: ALWAYS,
      number: ALWAYS,
      officialNumber: ALWAYS,
      nameId: ALWAYS,
      nameEn: ALWAYS,
      definitionId: ALWAYS,
      definitionEn: ALWAYS,
      minAgeYears: ALWAYS,
      maxAgeYears: ALWAYS,
      sex: ALWAYS,
      subjects: ALWAYS,
      sensitivity: ALWAYS,
      regulation: ALWAYS,
      classifications: NEVER,
    },
  },
  Program: {
    key: 'id',
    rows: ALWAYS,
    fields: {
      id: ALWAYS,
      code: ALWAYS,
      nameId: ALWAYS,
      nameEn: ALWAYS,
      administeringTier: ALWAYS,
      unit: ALWAYS,
      ownerCode: ALWAYS,
      owner: ALWAYS,
      legalBasis: ALWAYS,
      ruleVersions: ALWAYS,
      enrolments: NEVER,
      decisions: NEVER,
    },
  },
  RuleVersion: {
    key: 'id',
    rows: ALWAYS,
    fields: {
      id: ALWAYS,
      programId: NEVER,
      program: ALWAYS,
      version: ALWAYS,
      inForceFrom: ALWAYS,
      inForceUntil: ALWAYS,
      legalBasis: ALWAYS,
      ruleSet: ALWAYS,
      publishedAt: ALWAYS,
      decisions: NEVER,
    },
  },
  ExclusionGround: {
    key: 'code',
    rows: ALWAYS,
    fields: {
      code: ALWAYS,
      nameId: ALWAYS,
      nameEn: ALWAYS,
      scope: ALWAYS,
      legalBasis: ALWAYS,
      exclusions: NEVER,
    },
  },
  Partner: {
    key: 'id',
    rows: { is: 'own', column: 'id', claim: 'partner' },
    fields: { id: ALWAYS, slug: NEVER, name: ALWAYS, kind: ALWAYS, agreements: NEVER },
  },
  Agreement: {
    key: 'id',
    rows: { is: 'own', column: 'partnerId', claim: 'partner' },
    fields: {
      id: NEVER,
      partnerId: NEVER,
      partner: NEVER,
      number: NEVER,
      purpose: NEVER,
      programs: NEVER,
      territories: NEVER,
      validFrom: NEVER,
      validUntil: NEVER,
      dailyPeople: NEVER,
      suspendedAt: NEVER,
    },
  },
} as const satisfies Policy<
  | 'Region'
  | 'RegionAlias'
  | 'PpksCategory'
  | 'Program'
  | 'RuleVersion'
  | 'ExclusionGround'
  | 'Partner'
  | 'Agreement'
>;
