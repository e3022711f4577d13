import { readdir, readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { expandRuleSet, type CommonRules } from './expand-rule-set.js';
import { parseRuleSet } from './parse-rule-set.js';
import type { RuleSet } from './rule-set.js';

const DIRECTORY = new URL('../../prisma/reference/programs/', import.meta.url);
const COMMON_FILE = 'common.yaml';

/** A program as it ships: what it is, and every dated version of its rules. */
export interface ShippedProgram {
  readonly code: string;
  readonly name: { readonly id: string; readonly en: string };
  readonly administeringTier: 'NATIONAL' | 'PROVINCE' | 'REGENCY';
  /** The province or regency that owns it; null = national. */
  readonly owner: string | null;
  readonly unit: 'PERSON' | 'HOUSEHOLD';
  readonly legalBasis: string;
  /** In the order of their first day in force. */
  readonly versions: readonly RuleSet[];
}

const programFile = z.strictObject({
  code: z.string(),
  name: z.strictObject({ id: z.string(), en: z.string() }),
  administeringTier: z.enum(['NATIONAL', 'PROVINCE', 'REGENCY']),
  owner: z.string().nullable(),
  unit: z.enum(['PERSON', 'HOUSEHOLD']),
  legalBasis: z.string(),
  claims: z.enum(['NONE', 'STUDENT_AID']),
  versions: z.array(z.record(z.string(), z.unknown())).min(1),
});

const commonFile = z.strictObject({
  steps: z.record(z.string(), z.record(z.string(), z.unknown())),
  criteria: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/**
 * Reads the programs that ship, in the order of their file names, with the common criteria written
 * out: what is stored is a rule set that stands alone.
 *
 * @throws RuleSetRefusedError where a file does not hold a valid rule set.
 */
export async function loadRuleSets(): Promise<ShippedProgram[]> {
  const common = commonFile.parse(await readYaml(COMMON_FILE));
  const files = (await readdir(DIRECTORY)).filter(
    (name) => name.endsWith('.yaml') && name !== COMMON_FILE,
  );
  return Promise.all(
    files.toSorted().map(async (name) => shippedProgram(await readYaml(name), common)),
  );
}

function shippedProgram(file: unknown, common: CommonRules): ShippedProgram {
  const { claims, versions, ...program } = programFile.parse(file);
  const { code, unit, legalBasis } = program;
  return {
    ...program,
    versions: versions
      .map((version) => ({ program: code, unit, legalBasis, claims, ...version }))
      .map((version) => parseRuleSet(expandRuleSet(version, common)))
      .toSorted((one, other) => (one.inForceFrom < other.inForceFrom ? -1 : 1)),
  };
}

async function readYaml(name: string): Promise<unknown> {
  return parse(await readFile(new URL(name, DIRECTORY), 'utf8'));
}
