import type { DerivedFacts } from './derive-facts.js';
import type { Expression, FactTest, MemberExpression, Truth } from './expression.js';
import { FACT_READERS } from './fact-readers.js';
import type { Member } from './facts.js';
import { heaviestLoss } from './heaviest-loss.js';
import { MEMBER_FACT_READERS } from './member-fact-readers.js';
import type { FactValue } from './vocabulary.js';

/** What an expression is asked of: derived facts, and how many people the components count. */
export interface Scene {
  readonly facts: DerivedFacts;
  readonly countedMembers: number | undefined;
}

/** What the expression of a component is asked of. */
export interface MemberScene {
  readonly member: Member;
  readonly asOf: string;
}

export type Predicate<Subject> = (subject: Subject) => Truth;

/** Turns an expression into a function once, so that asking it costs no walk through the tree. */
export function predicate(expression: Expression): Predicate<Scene> {
  return build(expression, {
    fact: (name) => {
      const read = FACT_READERS[name];
      return ({ facts }) => read(facts);
    },
    loss: ({ facts }, window) => heaviestLoss(facts.source, window),
    countedMembers: (scene) => scene.countedMembers,
  });
}

/** The same for an expression over the facts of one member. */
export function memberPredicate(expression: MemberExpression): Predicate<MemberScene> {
  return build(expression, {
    fact: (name) => {
      const read = MEMBER_FACT_READERS[name];
      return ({ member, asOf }) => read(member, asOf);
    },
    loss: () => undefined,
    countedMembers: () => undefined,
  });
}

interface Sources<Name extends string, Subject> {
  fact(name: Name): (subject: Subject) => FactValue;
  loss(
    subject: Subject,
    window: Parameters<typeof heaviestLoss>[1],
  ): ReturnType<typeof heaviestLoss>;
  countedMembers(subject: Subject): number | undefined;
}

function build<Name extends string, Subject>(
  expression: Expression<Name>,
  sources: Sources<Name, Subject>,
): Predicate<Subject> {
  if ('all' in expression) return every(expression.all.map((one) => build(one, sources)));
  if ('any' in expression) return some(expression.any.map((one) => build(one, sources)));
  if ('not' in expression) {
    const inner = build(expression.not, sources);
    return (subject) => {
      const truth = inner(subject);
      return truth === undefined ? undefined : !truth;
    };
  }
  if ('countedMembers' in expression) {
    const { atLeast } = expression.countedMembers;
    return (subject) => {
      const count = sources.countedMembers(subject);
      return count === undefined ? undefined : count >= atLeast;
    };
  }
  if ('loss' in expression) {
    const { loss } = expression;
    const expected = 'exists' in expression ? expression.exists : new Set(expression.in);
    return (subject) => {
      const damage = sources.loss(subject, loss);
      if (damage === undefined) return undefined;
      if (typeof expected === 'boolean') return (damage !== null) === expected;
      return damage !== null && expected.has(damage);
    };
  }
  return testFact(expression, sources);
}

function every<Subject>(parts: readonly Predicate<Subject>[]): Predicate<Subject> {
  return (subject) => {
    let truth: Truth = true;
    for (const part of parts) {
      const one = part(subject);
      if (one === false) return false;
      if (one === undefined) truth = undefined;
    }
    return truth;
  };
}

function some<Subject>(parts: readonly Predicate<Subject>[]): Predicate<Subject> {
  return (subject) => {
    let truth: Truth = false;
    for (const part of parts) {
      const one = part(subject);
      if (one === true) return true;
      if (one === undefined) truth = undefined;
    }
    return truth;
  };
}

function testFact<Name extends string, Subject>(
  test: FactTest<Name>,
  sources: Sources<Name, Subject>,
): Predicate<Subject> {
  const read = sources.fact(test.fact);
  const holds = operator(test);
  return (subject) => {
    const value = read(subject);
    return value === undefined ? undefined : holds(value);
  };
}

type Operation = (value: NonNullable<FactValue>) => boolean;

function operator(test: FactTest<string>): Operation {
  if ('is' in test) return (value) => value === test.is;
  if ('in' in test) {
    const choices: ReadonlySet<unknown> = new Set(test.in);
    return (value) => choices.has(value);
  }
  if ('includesAny' in test) {
    const choices = new Set(test.includesAny);
    return (value) => Array.isArray(value) && value.some((one) => choices.has(String(one)));
  }
  if ('isEmpty' in test) {
    return (value) => Array.isArray(value) && (value.length === 0) === test.isEmpty;
  }
  if ('within' in test) {
    const below = `${test.within}.`;
    return (value) =>
      value === test.within || (typeof value === 'string' && value.startsWith(below));
  }
  if ('atMost' in test) return (value) => typeof value === 'number' && value <= test.atMost;
  if ('atLeast' in test) return (value) => typeof value === 'number' && value >= test.atLeast;
  if ('below' in test) return (value) => typeof value === 'number' && value < test.below;
  return (value) => typeof value === 'number' && value > test.above;
}
