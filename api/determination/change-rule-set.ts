import { parse, YAMLParseError } from 'yaml';
import type { RuleIssue } from '../eligibility/parse-expression.js';
import { parseRuleSet, RuleSetRefusedError } from '../eligibility/parse-rule-set.js';
import type { RuleSet } from '../eligibility/rule-set.js';
import { RuleChangeRefusedError } from './errors.js';

/** A change to be tried. Exactly one of these. */
export interface RuleChange {
  /** The cut-off: whoever is asked for a decile is asked for at most this one. */
  readonly decileAtMost?: number | null | undefined;
  /** Other amounts, by the code of a line (each time) or of a component (a year), in whole rupiah. */
  readonly amounts?:
    readonly { readonly code: string; readonly amount: number }[] | null | undefined;
  /** A whole rule set as YAML or JSON, in the form in which rule versions are kept. */
  readonly ruleSet?: string | null | undefined;
}

/** The longest text of a rule set, in characters: the longest that ships has a tenth of it. */
const LONGEST_TEXT = 200_000;

/**
 * The rule set that a change would give. Whatever way it comes about, it is held to all that is demanded of one that is
 * published.
 *
 * @throws RuleChangeRefusedError which names the place.
 */
export function changeRuleSet(ruleSet: RuleSet, change: RuleChange): RuleSet {
  const changed = changedOf(ruleSet, change);
  try {
    const parsed = parseRuleSet(changed);
    refuse([
      ...differs(parsed, ruleSet, 'program'),
      ...differs(parsed, ruleSet, 'unit'),
      ...differs(parsed, ruleSet, 'claims'),
    ]);
    return parsed;
  } catch (error) {
    if (error instanceof RuleSetRefusedError) throw new RuleChangeRefusedError(error.issues);
    throw error;
  }
}

function changedOf(
  ruleSet: RuleSet,
  { decileAtMost, amounts, ruleSet: text }: RuleChange,
): unknown {
  if (typeof text === 'string') return readText(text);
  if (amounts !== null && amounts !== undefined) return withAmounts(ruleSet, amounts);
  return withCutOff(ruleSet, decileAtMost ?? 0);
}

function readText(text: string): unknown {
  if (text.length > LONGEST_TEXT) {
    refuse([{ path: [], message: `longer than ${LONGEST_TEXT} characters` }]);
  }
  try {
    // Without aliases nothing grows when it is read.
    return parse(text, { maxAliasCount: 0, logLevel: 'silent' }) as unknown;
  } catch (error) {
    const line = error instanceof YAMLParseError ? error.linePos?.[0].line : undefined;
    const place = line === undefined ? '' : ` at line ${line}`;
    throw new RuleChangeRefusedError([{ path: [], message: `neither YAML nor JSON${place}` }]);
  }
}

function withAmounts(
  ruleSet: RuleSet,
  amounts: readonly { readonly code: string; readonly amount: number }[],
): RuleSet {
  const { lines, components } = ruleSet.entitlement;
  const codes = new Set([...lines, ...(components?.list ?? [])].map(({ code }) => code));
  const given = new Map(amounts.map(({ code, amount }) => [code, amount]));
  refuse(
    amounts.flatMap(({ code }, index) =>
      codes.has(code) ? [] : [{ path: ['amounts', index], message: 'no such line or component' }],
    ),
  );
  return {
    ...ruleSet,
    entitlement: {
      ...ruleSet.entitlement,
      lines: lines.map((line) => ({ ...line, amount: given.get(line.code) ?? line.amount })),
      ...(components === undefined
        ? undefined
        : {
            components: {
              ...components,
              list: components.list.map((one) => ({
                ...one,
                perYear: given.get(one.code) ?? one.perYear,
              })),
            },
          }),
    },
  };
}

function withCutOff(ruleSet: RuleSet, decileAtMost: number): unknown {
  if (decileAtMost < 1 || decileAtMost > 10) {
    refuse([{ path: ['decileAtMost'], message: 'a decile is from 1 to 10' }]);
  }
  const found = { limits: 0 };
  const cut = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(cut);
    if (typeof value !== 'object' || value === null) return value;
    const fields = value as Readonly<Record<string, unknown>>;
    if (fields['fact'] === 'decile' && ('atMost' in fields || 'below' in fields)) {
      found.limits += 1;
      return { fact: 'decile', atMost: decileAtMost };
    }
    return Object.fromEntries(Object.entries(fields).map(([key, one]) => [key, cut(one)]));
  };
  const changed = { ...ruleSet, criteria: cut(ruleSet.criteria) };
  if (found.limits === 0)
    refuse([{ path: ['decileAtMost'], message: 'no criterion has an upper limit of the decile' }]);
  return changed;
}

function differs(one: RuleSet, other: RuleSet, key: 'program' | 'unit' | 'claims'): RuleIssue[] {
  return one[key] === other[key] ? [] : [{ path: [key], message: 'not that of the program' }];
}

function refuse(issues: readonly RuleIssue[]): void {
  if (issues.length > 0) throw new RuleChangeRefusedError(issues);
}
