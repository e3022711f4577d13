import { readdir } from 'node:fs/promises';
import { z } from 'zod';
import { expandRuleSet, type CommonRules } from './expand-rule-set.js';
import { COMMON_FILE, loadCommonRules } from './load-common-rules.js';
import { parseRuleSet } from './parse-rule-set.js';
import { PROGRAM_FILES, readProgramFile } from './read-program-file.js';
import type { RuleSet } from './rule-set.js';

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

/**
 * Reads the programs that ship, in the order of their file names, with the common criteria written
 * out: what is stored is a rule set that stands alone.
 *
 * @throws RuleSetRefusedError where a file does not hold a valid rule set.
 */
export async function loadRuleSets(): Promise<ShippedProgram[]> {
  const common = await loadCommonRules();
  const files = (await readdir(PROGRAM_FILES)).filter(
    (name) => name.endsWith('.yaml') && name !== COMMON_FILE,
  );
  return Promise.all(
    files.toSorted().map(async (name) => shippedProgram(await readProgramFile(name), common)),
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
