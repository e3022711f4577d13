import { RuleSetRefusedError } from './parse-rule-set.js';

/** What the files of programs share: next steps by code, and criteria by code. */
export interface CommonRules {
  readonly steps: Readonly<Record<string, Fields>>;
  readonly criteria: Readonly<Record<string, Fields>>;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Writes out what a program's file only names: `use: CODE` becomes the common criterion of that
 * code, with the other keys of the reference as its parameters (`{ param: limit }` in expressions,
 * `{limit}` in words) and `moreSteps` added to its next steps; a next step given as its code becomes
 * the common step, and `{ use: CODE, when: FINDING }` the same for one finding.
 *
 * @throws RuleSetRefusedError for a criterion, step or parameter that nobody defined.
 */
export function expandRuleSet(ruleSet: Fields, common: CommonRules): Fields {
  const criteria = asList(ruleSet['criteria']).map((one) => expandCriterion(one, common));
  const whenEligible = asList(ruleSet['whenEligible'] ?? []).map((one) => ({
    ...one,
    step: expandStep(one['step'], common),
  }));
  return {
    ...ruleSet,
    criteria,
    ...(whenEligible.length === 0 ? undefined : { whenEligible }),
  };
}

function expandCriterion(criterion: Fields, common: CommonRules): Fields {
  const { use, moreSteps = [], ...own } = criterion;
  const whole: Fields =
    use === undefined ? own : { code: use, ...asFields(fill(defined(common.criteria, use), own)) };
  const steps: unknown = [whole['nextSteps'], moreSteps].flat();
  if (!Array.isArray(steps)) throw refused('expected next steps');
  return { ...whole, nextSteps: steps.map((step: unknown) => expandStep(step, common)) };
}

function expandStep(step: unknown, common: CommonRules): Fields {
  if (typeof step === 'string') return { code: step, ...defined(common.steps, step) };
  const { use, ...own } = asFields(step);
  return use === undefined ? own : { code: use, ...defined(common.steps, use), ...own };
}

function defined(shelf: Readonly<Record<string, Fields>>, code: unknown): Fields {
  const found = typeof code === 'string' ? shelf[code] : undefined;
  if (found === undefined) throw refused(`common.yaml does not define ${String(code)}`);
  return found;
}

function fill(value: unknown, parameters: Fields): unknown {
  if (typeof value === 'string') {
    return value.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(given(parameters, name)));
  }
  if (Array.isArray(value)) return value.map((one: unknown) => fill(one, parameters));
  if (typeof value !== 'object' || value === null) return value;
  const fields: Fields = { ...value };
  if (typeof fields['param'] === 'string') return given(parameters, fields['param']);
  return Object.fromEntries(
    Object.entries(fields).map(([key, inner]) => [key, fill(inner, parameters)]),
  );
}

function given(parameters: Fields, name: string): unknown {
  if (!(name in parameters)) throw refused(`the parameter ${name} is not given`);
  return parameters[name];
}

function asFields(value: unknown): Fields {
  if (typeof value !== 'object' || value === null) throw refused('expected fields');
  return { ...value };
}

function asList(value: unknown): Fields[] {
  if (!Array.isArray(value)) throw refused('expected a list');
  return value.map(asFields);
}

function refused(message: string): RuleSetRefusedError {
  return new RuleSetRefusedError([{ path: [], message }]);
}
