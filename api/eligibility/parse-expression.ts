import type { Expression } from './expression.js';
import { DAMAGE_LEVELS, DISASTER_KINDS, type FactType } from './vocabulary.js';

export type Path = readonly (string | number)[];

/** What is wrong with a rule set, and where. */
export interface RuleIssue {
  readonly path: Path;
  readonly message: string;
}

type Vocabulary = Readonly<Record<string, FactType>>;
type Fields = Readonly<Record<string, unknown>>;
type Report = (path: Path, message: string) => void;

/** Rule sets come from regions over the network: a tree has bounds. */
const MAX_DEPTH = 12;
const MAX_PARTS = 60;
const MAX_MONTHS = 1_200;
const MAX_INTEGER = 1_000_000_000_000;
const CODE = /^[A-Z0-9][A-Z0-9._-]{0,39}$/;
const REGION = /^[1-9]\d(\.\d{2}(\.\d{2}(\.[123]\d{3})?)?)?$/;

const OPERATORS: Readonly<Record<FactType['type'], readonly string[]>> = {
  boolean: ['is'],
  choice: ['is', 'in'],
  integer: ['is', 'in', 'atMost', 'atLeast', 'below', 'above'],
  region: ['within'],
  set: ['includesAny', 'isEmpty'],
};

/**
 * Reads an expression over a closed vocabulary.
 *
 * @returns the issues: an unknown fact, an operator that its type does not take, a value that it
 *   cannot have, a tree without bounds. Without issues, `value` is an {@link Expression}.
 */
export function parseExpression(
  value: unknown,
  vocabulary: Vocabulary,
): { readonly expression: Expression<string>; readonly issues: readonly RuleIssue[] } {
  const issues: RuleIssue[] = [];
  check(value, vocabulary, [], (path, message) => issues.push({ path, message }));
  return { expression: value as Expression<string>, issues };
}

function check(value: unknown, vocabulary: Vocabulary, path: Path, report: Report): void {
  if (path.length > 2 * MAX_DEPTH) {
    report(path, `deeper than ${MAX_DEPTH} levels`);
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    report(path, 'expected an expression: all, any, not, fact, loss or countedMembers');
    return;
  }
  const fields: Fields = { ...value };
  if ('all' in fields) checkParts(fields, 'all', vocabulary, path, report);
  else if ('any' in fields) checkParts(fields, 'any', vocabulary, path, report);
  else if ('not' in fields) {
    if (hasOnly(fields, ['not'], path, report)) {
      check(fields['not'], vocabulary, [...path, 'not'], report);
    }
  } else if ('loss' in fields) checkLoss(fields, vocabulary, path, report);
  else if ('countedMembers' in fields) checkCount(fields, vocabulary, path, report);
  else checkFact(fields, vocabulary, path, report);
}

function checkParts(
  fields: Fields,
  key: 'all' | 'any',
  vocabulary: Vocabulary,
  path: Path,
  report: Report,
): void {
  const parts = fields[key];
  if (!hasOnly(fields, [key], path, report)) return;
  if (!Array.isArray(parts) || parts.length === 0 || parts.length > MAX_PARTS) {
    report([...path, key], `expected a list of 1 to ${MAX_PARTS} expressions`);
    return;
  }
  parts.forEach((part, index) => check(part, vocabulary, [...path, key, index], report));
}

function checkFact(fields: Fields, vocabulary: Vocabulary, path: Path, report: Report): void {
  const name = fields['fact'];
  const type = typeof name === 'string' && Object.hasOwn(vocabulary, name) && vocabulary[name];
  if (!type) {
    report([...path, 'fact'], 'expected a fact of the vocabulary');
    return;
  }
  const operators = Object.keys(fields).filter((key) => key !== 'fact');
  const operator = operators[0];
  const allowed = OPERATORS[type.type];
  if (operators.length !== 1 || operator === undefined || !allowed.includes(operator)) {
    report(path, `a fact of type ${type.type} takes exactly one of: ${allowed.join(', ')}`);
    return;
  }
  const problem = operandProblem(type, operator, fields[operator]);
  if (problem !== null) report([...path, operator], problem);
}

function operandProblem(type: FactType, operator: string, operand: unknown): string | null {
  if (operator === 'in' || operator === 'includesAny') {
    if (!Array.isArray(operand) || operand.length === 0 || operand.length > MAX_PARTS) {
      return `expected a list of 1 to ${MAX_PARTS} values`;
    }
    if (new Set(operand).size !== operand.length) return 'a value stands twice';
    return operand.map((one) => valueProblem(type, one)).find((one) => one !== null) ?? null;
  }
  if (operator === 'isEmpty') return typeof operand === 'boolean' ? null : 'expected true or false';
  return valueProblem(type, operand);
}

function valueProblem(type: FactType, value: unknown): string | null {
  switch (type.type) {
    case 'boolean':
      return typeof value === 'boolean' ? null : 'expected true or false';
    case 'integer':
      return isWhole(value, -MAX_INTEGER, MAX_INTEGER) ? null : 'expected a whole number';
    case 'region':
      return typeof value === 'string' && REGION.test(value) ? null : 'expected a region code';
    case 'set':
      return typeof value === 'string' && CODE.test(value) ? null : 'expected a code';
    case 'choice':
      return typeof value === 'string' && type.values.includes(value)
        ? null
        : `expected one of: ${type.values.join(', ')}`;
  }
}

function checkLoss(fields: Fields, vocabulary: Vocabulary, path: Path, report: Report): void {
  if (!('villageCode' in vocabulary)) report(path, 'a loss is asked of a household only');
  const operator = 'exists' in fields ? 'exists' : 'in';
  const { loss } = fields;
  if (!hasOnly(fields, ['loss', operator], path, report)) return;
  if (typeof loss !== 'object' || loss === null) {
    report([...path, 'loss'], 'expected a kind of disaster and withinMonths');
    return;
  }
  const window: Fields = { ...loss };
  if (!hasOnly(window, ['kind', 'withinMonths'], [...path, 'loss'], report)) return;
  const kinds: readonly unknown[] = DISASTER_KINDS;
  const levels: readonly unknown[] = DAMAGE_LEVELS;
  if (!kinds.includes(window['kind'])) {
    report([...path, 'loss', 'kind'], `expected one of: ${DISASTER_KINDS.join(', ')}`);
  }
  if (!isWhole(window['withinMonths'], 1, MAX_MONTHS)) {
    report([...path, 'loss', 'withinMonths'], `expected 1 to ${MAX_MONTHS}`);
  }
  const operand = fields[operator];
  if (operator === 'exists' && typeof operand !== 'boolean') {
    report([...path, 'exists'], 'expected true or false');
  }
  const isLevels = Array.isArray(operand) && operand.length > 0 && operand.length <= levels.length;
  if (operator === 'in' && !(isLevels && operand.every((one) => levels.includes(one)))) {
    report([...path, 'in'], `expected some of: ${DAMAGE_LEVELS.join(', ')}`);
  }
}

function checkCount(fields: Fields, vocabulary: Vocabulary, path: Path, report: Report): void {
  if (!('villageCode' in vocabulary)) report(path, 'members are counted for a household only');
  const count = fields['countedMembers'];
  if (!hasOnly(fields, ['countedMembers'], path, report)) return;
  const threshold: unknown =
    typeof count === 'object' && count !== null && 'atLeast' in count ? count.atLeast : undefined;
  const alone = typeof count === 'object' && count !== null && Object.keys(count).length === 1;
  if (!alone || !isWhole(threshold, 1, 100)) {
    report([...path, 'countedMembers'], 'expected atLeast: 1 to 100');
  }
}

function hasOnly(fields: Fields, keys: readonly string[], path: Path, report: Report): boolean {
  const found = Object.keys(fields);
  const ok = found.length === keys.length && keys.every((key) => key in fields);
  if (!ok) report(path, `expected exactly: ${keys.join(', ')}`);
  return ok;
}

function isWhole(value: unknown, low: number, high: number): value is number {
  return Number.isInteger(value) && Number(value) >= low && Number(value) <= high;
}
