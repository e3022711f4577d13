import { ALWAYS, NEVER, OVERSEER, type Rule } from '../rule.js';
import { HEAD, OWNER, PROGRAM_OWNER } from './owners.js';
import type { Policy } from './policy.js';

/** Programs that the caller runs: the ministry the national ones, the head of an area's office those of the area. */
function run(...owner: [string] | [string, string]): Rule {
  return {
    any: [
      { all: [PROGRAM_OWNER, { is: 'unowned', path: owner }] },
      { all: [HEAD, { is: 'owned', path: owner }] },
    ],
  };
}

const KEPT = { any: [OWNER, OVERSEER] } as const satisfies Rule;

/** The catalogs, open to every caller. */
export const catalogPolicy = {
  Region: {
    key: 'code',
    rows: ALWAYS,
    fields: {
      code: ALWAYS,
      name: ALWAYS,
      level: ALWAYS,
      villageKind: ALWAYS,
      parentCode: NEVER,
      parent: ALWAYS,
      children: NEVER,
      aliases: ALWAYS,
      households: NEVER,
      programs: NEVER,
      partners: NEVER,
      proposals: NEVER,
      arrivals: NEVER,
    },
  },
  RegionAlias: {
    key: 'retiredCode',
    rows: ALWAYS,
    fields: { retiredCode: ALWAYS, name: ALWAYS, code: NEVER, region: NEVER },
  },
  PpksCategory: {
    key: 'code',
    rows: ALWAYS,
    fields: {
      code: ALWAYS,
      number: ALWAYS,
      officialNumber: ALWAYS,
      nameId: NEVER,
      nameEn: NEVER,
      definitionId: NEVER,
      definitionEn: NEVER,
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
    adds: run('ownerCode'),
    fields: {
      id: ALWAYS,
      code: ALWAYS,
      nameId: NEVER,
      nameEn: NEVER,
      administeringTier: ALWAYS,
      unit: ALWAYS,
      ownerCode: NEVER,
      owner: ALWAYS,
      legalBasis: ALWAYS,
      registeredBy: KEPT,
      ruleVersions: ALWAYS,
      enrolments: NEVER,
      decisions: NEVER,
      jobs: NEVER,
      proposals: NEVER,
    },
  },
  RuleVersion: {
    key: 'id',
    rows: ALWAYS,
    adds: run('program', 'ownerCode'),
    fields: {
      id: ALWAYS,
      programId: NEVER,
      program: NEVER,
      version: ALWAYS,
      inForceFrom: ALWAYS,
      inForceUntil: ALWAYS,
      legalBasis: ALWAYS,
      ruleSet: NEVER,
      publishedAt: ALWAYS,
      publishedBy: KEPT,
      decisions: NEVER,
      jobs: NEVER,
    },
  },
  ExclusionGround: {
    key: 'code',
    rows: ALWAYS,
    fields: {
      code: ALWAYS,
      nameId: NEVER,
      nameEn: NEVER,
      scope: ALWAYS,
      legalBasis: ALWAYS,
      exclusions: NEVER,
      proposals: NEVER,
    },
  },
} as const satisfies Policy<
  'Region' | 'RegionAlias' | 'PpksCategory' | 'Program' | 'RuleVersion' | 'ExclusionGround'
>;
