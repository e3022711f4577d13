import { RefusalError } from '../refusal-error.js';
import type { Expression } from './expression.js';
import { expressionFacts } from './expression-facts.js';
import type { Path, RuleIssue } from './parse-expression.js';
import { ruleSetSchema } from './rule-set-schema.js';
import type { RuleSet } from './rule-set.js';

/** A rule set that cannot be published. `issues` say what and where, in words for its author. */
export class RuleSetRefusedError extends RefusalError {
  readonly issues: readonly RuleIssue[];

  constructor(issues: readonly RuleIssue[]) {
    super('RULE_SET_REFUSED', {
      id: 'Aturan itu tidak sah. Setiap masalah menyebut letaknya.',
      en: 'The rule set is not valid. Each issue says where.',
    });
    this.name = 'RuleSetRefusedError';
    this.issues = issues;
  }
}

/**
 * Reads a rule set: one published by a region, one that ships, or one kept in the database.
 *
 * @throws RuleSetRefusedError for an unknown fact, an operator that a fact does not take, a code
 *   that stands twice, a missing message, legal basis or next step, and whatever else would make a
 *   decision impossible or unexplained.
 */
export function parseRuleSet(json: unknown): RuleSet {
  const parsed = ruleSetSchema.safeParse(json);
  if (!parsed.success) {
    throw new RuleSetRefusedError(parsed.error.issues.flatMap((issue) => flatten(issue, [])));
  }
  const ruleSet: RuleSet = parsed.data;
  const issues = [
    ...duplicates(ruleSet),
    ...stepIssues(ruleSet),
    ...claimIssues(ruleSet),
    ...componentIssues(ruleSet),
    ...periodIssues(ruleSet),
  ];
  if (issues.length > 0) throw new RuleSetRefusedError(issues);
  return ruleSet;
}

interface SchemaIssue {
  readonly code?: string | undefined;
  readonly path: readonly PropertyKey[];
  readonly message: string;
  readonly errors?: readonly (readonly SchemaIssue[])[];
}

/** Of a union the member that came closest speaks: the one whose problems lie deepest or are fewest. */
function flatten(issue: SchemaIssue, above: Path): RuleIssue[] {
  const path = [...above, ...issue.path.map((key) => (typeof key === 'symbol' ? '' : key))];
  if (issue.code !== 'invalid_union' || issue.errors === undefined) {
    return [{ path, message: issue.message }];
  }
  const closest = issue.errors.toSorted((one, other) => one.length - other.length)[0] ?? [];
  return closest.length === 0
    ? [{ path, message: issue.message }]
    : closest.flatMap((inner) => flatten(inner, path));
}

function duplicates({ criteria, entitlement }: RuleSet): RuleIssue[] {
  const routes = criteria.flatMap((criterion) => ('routes' in criterion ? criterion.routes : []));
  return [
    ...twice(
      criteria.map(({ code }) => code),
      ['criteria'],
    ),
    ...twice(
      routes.map(({ route }) => route),
      ['criteria'],
    ),
    ...twice(entitlement.components?.list.map(({ code }) => code) ?? [], [
      'entitlement',
      'components',
      'list',
    ]),
  ];
}

function twice(codes: readonly string[], path: Path): RuleIssue[] {
  return codes
    .filter((code, index) => codes.indexOf(code) !== index)
    .map((code) => ({ path, message: `${code} stands twice` }));
}

/** Every no and every "cannot tell" says what to do, and one code means one thing. */
function stepIssues({ criteria, whenEligible = [] }: RuleSet): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const meaning = new Map<string, string>();
  const mean = (code: string, said: object, path: Path): void => {
    const text = JSON.stringify(said);
    if ((meaning.get(code) ?? text) !== text) {
      issues.push({ path, message: `${code} means two different things` });
    }
    meaning.set(code, text);
  };
  criteria.forEach(({ nextSteps }, index) => {
    const path = ['criteria', index, 'nextSteps'];
    for (const finding of ['NOT_MET', 'UNKNOWN'] as const) {
      if (!nextSteps.some(({ when }) => when === undefined || when === finding)) {
        issues.push({ path, message: `no next step for ${finding}` });
      }
    }
    for (const { code, message, office } of nextSteps) {
      mean(code, [message.id, message.en, office], path);
    }
  });
  for (const { step } of whenEligible) {
    const { code, message, office } = step;
    mean(code, [message.id, message.en, office], ['whenEligible']);
  }
  return issues;
}

function claimIssues(ruleSet: RuleSet): RuleIssue[] {
  if (ruleSet.claims !== 'NONE') return [];
  return placed(ruleSet).flatMap(({ expression, path }) =>
    [...expressionFacts([expression]).facts]
      .filter((fact) => fact.startsWith('claims.'))
      .map((fact) => ({ path, message: `${fact} is asked, but the program takes no claims` })),
  );
}

function componentIssues(ruleSet: RuleSet): RuleIssue[] {
  const { components } = ruleSet.entitlement;
  const path = ['entitlement', 'components'];
  if (components === undefined) {
    return placed(ruleSet)
      .filter(({ expression }) => expressionFacts([expression]).countsMembers)
      .map((one) => ({ path: one.path, message: 'nothing counts members: no components' }));
  }
  const issues: RuleIssue[] = [];
  if (ruleSet.unit !== 'HOUSEHOLD') {
    issues.push({ path, message: 'only a household program counts members' });
  }
  for (const code of Object.keys(components.caps ?? {})) {
    if (!components.list.some((one) => one.code === code)) {
      issues.push({ path: [...path, 'caps', code], message: 'no such component' });
    }
  }
  return issues;
}

function periodIssues({ inForceFrom, inForceUntil }: RuleSet): RuleIssue[] {
  return inForceUntil === undefined || inForceUntil > inForceFrom
    ? []
    : [{ path: ['inForceUntil'], message: 'not after inForceFrom' }];
}

interface Placed {
  readonly expression: Expression;
  readonly path: Path;
}

function placed({ criteria, entitlement }: RuleSet): Placed[] {
  const all: Placed[] = [];
  criteria.forEach((criterion, index) => {
    const path = ['criteria', index];
    if (criterion.appliesWhen !== undefined) {
      all.push({ expression: criterion.appliesWhen, path: [...path, 'appliesWhen'] });
    }
    if ('holds' in criterion) all.push({ expression: criterion.holds, path: [...path, 'holds'] });
    else {
      criterion.routes.forEach(({ holds }, route) =>
        all.push({ expression: holds, path: [...path, 'routes', route, 'holds'] }),
      );
    }
  });
  entitlement.lines.forEach(({ when }, index) => {
    if (when !== undefined) {
      all.push({ expression: when, path: ['entitlement', 'lines', index, 'when'] });
    }
  });
  return all;
}
