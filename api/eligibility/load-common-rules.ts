import { z } from 'zod';
import type { CommonRules } from './expand-rule-set.js';
import { readProgramFile } from './read-program-file.js';

/** The file that is no program. */
export const COMMON_FILE = 'common.yaml';

const commonFile = z.strictObject({
  steps: z.record(z.string(), z.record(z.string(), z.unknown())),
  criteria: z.record(z.string(), z.record(z.string(), z.unknown())),
});

/** The criteria and next steps that rule sets may name instead of writing them out. */
export async function loadCommonRules(): Promise<CommonRules> {
  return commonFile.parse(await readProgramFile(COMMON_FILE));
}
