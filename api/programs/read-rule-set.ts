import { parse } from 'yaml';
import { badInput } from '../errors.js';
import { expandRuleSet } from '../eligibility/expand-rule-set.js';
import { loadCommonRules } from '../eligibility/load-common-rules.js';
import { parseRuleSet, RuleSetRefusedError } from '../eligibility/parse-rule-set.js';
import type { RuleSet } from '../eligibility/rule-set.js';

/** What a rule set has of its program, whatever its text says. */
type OfProgram = Pick<RuleSet, 'program' | 'unit'> & { readonly legalBasis: string };

const MOST_CHARACTERS = 60_000;
/** YAML can name a part again and again; so many namings are a mistake or an attack. */
const MOST_ALIASES = 50;

/**
 * Reads a version of rules from text: YAML or JSON in the form of the files that ship, whose common criteria and next steps it may
 * `use`. `version` is the first day where it has none, `legalBasis` the program's, `claims` NONE.
 *
 * @throws RuleSetRefusedError naming every place that is wrong; Fault BAD_USER_INPUT for a text that is too long.
 */
export async function readRuleSet(text: string, program: OfProgram): Promise<RuleSet> {
  if (text.length > MOST_CHARACTERS) {
    throw badInput(`ruleSet must have at most ${MOST_CHARACTERS} characters.`);
  }
  const written = readText(text);
  const { legalBasis, ...fixed } = program;
  const version = { legalBasis, claims: 'NONE', version: written['inForceFrom'], ...written };
  const common = await loadCommonRules();
  return parseRuleSet(expandRuleSet({ ...version, ...fixed }, common));
}

function readText(text: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = parse(text, { schema: 'core', maxAliasCount: MOST_ALIASES, logLevel: 'error' });
  } catch {
    throw new RuleSetRefusedError([{ path: [], message: 'neither YAML nor JSON' }]);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new RuleSetRefusedError([{ path: [], message: 'expected fields' }]);
  }
  return { ...value };
}
