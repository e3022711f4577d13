import fc from 'fast-check';
import type { Expression } from '../../api/eligibility/expression.js';
import type { Components, Criterion, LineRule, RuleSet } from '../../api/eligibility/rule-set.js';
import {
  DAMAGE_LEVELS,
  MEMBER_VOCABULARY,
  VOCABULARY,
  type FactType,
} from '../../api/eligibility/vocabulary.js';
import { CHRONICLE_GROUNDS, CHRONICLE_PROGRAMS } from './insert-chronicle.js';

/** Thresholds near the values that generated facts take, so that both answers are met. */
const THRESHOLDS: Readonly<Record<string, readonly number[]>> = {
  ageYears: [0, 6, 7, 17, 18, 59, 60],
  decile: [1, 4, 5, 9],
  'house.floorAreaDm2': [719, 720, 3_000],
  'house.floorAreaPerPersonDm2': [719, 720, 1_000],
  'claims.graduationYear': [2023, 2026],
  'claims.yearsSinceGraduation': [-1, 0, 2, 3],
  'claims.livingCostCluster': [1, 3, 5],
  'claims.parentsMonthlyIncome': [4_000_000, 6_000_000],
  'claims.familySize': [1, 4, 8],
  'claims.incomePerHead': [749_999, 750_000, 750_001],
};
const SETS: Readonly<Record<string, readonly string[]>> = {
  exclusionGrounds: CHRONICLE_GROUNDS,
  activeEnrolments: CHRONICLE_PROGRAMS,
};

function test(fact: string, type: FactType): fc.Arbitrary<Expression<string>> {
  switch (type.type) {
    case 'boolean':
      return fc.boolean().map((is) => ({ fact, is }));
    case 'choice':
      return fc.oneof(
        fc.constantFrom(...type.values).map((is) => ({ fact, is })),
        fc.subarray([...type.values], { minLength: 1 }).map((values) => ({ fact, in: values })),
      );
    case 'region':
      return fc
        .constantFrom('32', '32.05', '31', '32.05.02', '32.05.01.1001')
        .map((within) => ({ fact, within }));
    case 'set':
      return fc.oneof(
        fc
          .subarray([...(SETS[fact] ?? [])], { minLength: 1 })
          .map((includesAny) => ({ fact, includesAny })),
        fc.boolean().map((isEmpty) => ({ fact, isEmpty })),
      );
    case 'integer': {
      const number = fc.constantFrom(...(THRESHOLDS[fact] ?? [0]));
      return fc.oneof(
        number.map((atMost) => ({ fact, atMost })),
        number.map((atLeast) => ({ fact, atLeast })),
        number.map((below) => ({ fact, below })),
        number.map((above) => ({ fact, above })),
        number.map((is) => ({ fact, is })),
        number.map((one) => ({ fact, in: [one, one + 1] })),
      );
    }
  }
}

const loss: fc.Arbitrary<Expression<string>> = fc
  .record({ kind: fc.constantFrom('FIRE', 'FLOOD'), withinMonths: fc.constantFrom(1, 12, 13) })
  .chain((window) =>
    fc.oneof(
      fc.boolean().map((exists) => ({ loss: window, exists })),
      fc
        .subarray([...DAMAGE_LEVELS], { minLength: 1 })
        .map((levels) => ({ loss: window, in: levels })),
    ),
  );

function tree(leaf: fc.Arbitrary<Expression<string>>): fc.Arbitrary<Expression<string>> {
  return fc.letrec<{ tree: Expression<string> }>((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small', withCrossShrink: true, maxDepth: 3 },
      leaf,
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
      fc.array(tie('tree'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
      tie('tree').map((not) => ({ not })),
    ),
  })).tree;
}

function leaves(vocabulary: Readonly<Record<string, FactType>>): fc.Arbitrary<Expression<string>> {
  return fc.constantFrom(...Object.entries(vocabulary)).chain(([fact, type]) => test(fact, type));
}

const memberTree = tree(leaves(MEMBER_VOCABULARY));

const components: fc.Arbitrary<Components> = fc
  .record({
    maxPeople: fc.integer({ min: 1, max: 5 }),
    stages: fc.constantFrom(1, 2, 4, 12),
    kind: fc.constant('CASH'),
    amounts: fc.array(fc.tuple(fc.constantFrom(3, 900_000, 900_001, 2_400_000), memberTree), {
      minLength: 1,
      maxLength: 5,
    }),
    caps: fc.array(fc.option(fc.integer({ min: 0, max: 2 })), { minLength: 5, maxLength: 5 }),
  })
  .map(({ amounts, caps, ...rest }) => {
    const list = amounts.map(([perYear, when], index) => ({ code: `C${index}`, perYear, when }));
    const own = list.flatMap(({ code }, index) => {
      const cap = caps[index];
      return typeof cap === 'number' ? [[code, cap] as const] : [];
    });
    return { ...rest, list, caps: Object.fromEntries(own) };
  }) as fc.Arbitrary<Components>;

function criteria(expression: fc.Arbitrary<Expression<string>>): fc.Arbitrary<Criterion[]> {
  const head = fc.option(expression, { nil: undefined });
  const one = fc.oneof(
    fc.record({ appliesWhen: head, holds: expression }),
    fc.record({ appliesWhen: head, routes: fc.array(expression, { minLength: 1, maxLength: 3 }) }),
  );
  return fc.array(one, { minLength: 1, maxLength: 4 }).map((list) =>
    list.map(({ appliesWhen, ...rest }, index) => ({
      code: `CRITERION_${index}`,
      message: { id: 'syarat', en: 'criterion' },
      legalBasis: 'none',
      ...(appliesWhen === undefined ? {} : { appliesWhen }),
      ...('routes' in rest
        ? {
            routes: rest.routes.map((holds, place) => ({
              route: `ROUTE_${index}_${place}`,
              holds,
            })),
          }
        : rest),
      nextSteps: [{ code: 'STEP', message: { id: 'langkah', en: 'step' }, office: 'kantor' }],
    })),
  ) as fc.Arbitrary<Criterion[]>;
}

function lines(expression: fc.Arbitrary<Expression<string>>): fc.Arbitrary<LineRule[]> {
  const line = fc.record({
    code: fc.constantFrom('LINE_A', 'LINE_B'),
    kind: fc.constantFrom('CASH', 'PREMIUM', 'CAP', 'IN_KIND'),
    amount: fc.integer({ min: 1, max: 20_000_000 }),
    period: fc.constantFrom('ONCE', 'MONTH', 'QUARTER', 'SEMESTER', 'YEAR'),
    count: fc.integer({ min: 1, max: 12 }),
    when: fc.option(expression, { nil: undefined }),
  });
  return fc
    .array(line, { maxLength: 3 })
    .map((list) =>
      list.map(({ when, ...rest }) => (when === undefined ? rest : { ...rest, when })),
    ) as fc.Arbitrary<LineRule[]>;
}

/** Any rule set that `parseRuleSet` takes: every fact, operator and shape of entitlement. */
export const RULE_SET: fc.Arbitrary<RuleSet> = fc
  .record({
    unit: fc.constantFrom('PERSON', 'HOUSEHOLD'),
    counting: fc.option(components, { nil: undefined, freq: 2 }),
    program: fc.constantFrom(...CHRONICLE_PROGRAMS),
  })
  .chain(({ unit, counting, program }) => {
    const counts = unit === 'HOUSEHOLD' && counting !== undefined;
    const count = fc
      .integer({ min: 1, max: 3 })
      .map((atLeast): Expression<string> => ({ countedMembers: { atLeast } }));
    const expression = tree(
      fc.oneof(
        { weight: 12, arbitrary: leaves(VOCABULARY) },
        { weight: 2, arbitrary: loss },
        ...(counts ? [{ weight: 2, arbitrary: count }] : []),
      ),
    );
    return fc.record({
      program: fc.constant(program),
      version: fc.constant('1'),
      inForceFrom: fc.constant('2019-01-01'),
      unit: fc.constant(unit),
      legalBasis: fc.constant('none'),
      claims: fc.constant('STUDENT_AID'),
      criteria: criteria(expression),
      entitlement: lines(expression).map((list) => ({
        lines: list,
        ...(counts ? { components: counting } : {}),
      })),
    });
  });
