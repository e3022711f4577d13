import type { DerivedFacts, MemberFactValues } from './derive-facts.js';
import type { Expression, FactTest, MemberExpression, Truth } from './expression.js';
import { heaviestLoss } from './heaviest-loss.js';
import type { FactValue } from './vocabulary.js';

/** What an expression is asked of: derived facts, and how many people the components count. */
export interface Scene {
  readonly facts: DerivedFacts;
  readonly countedMembers: number | undefined;
}

export type Predicate<Subject> = (subject: Subject) => Truth;

/** Turns an expression into a function once, so that asking it costs no walk through the tree. */
export function predicate(expression: Expression): Predicate<Scene> {
  return build<string, Scene>(expression, (scene, fact) => readFact(scene.facts.values, fact), {
    loss: (scene, window) => heaviestLoss(scene.facts.source, window),
    countedMembers: (scene) => scene.countedMembers,
  });
}

/** The same for an expression over the facts of one member. */
export function memberPredicate(expression: MemberExpression): Predicate<MemberFactValues> {
  return build<string, MemberFactValues>(expression, readFact, {
    loss: () => undefined,
    countedMembers: () => undefined,
  });
}

interface Sources<Subject> {
  loss(
    subject: Subject,
    window: Parameters<typeof heaviestLoss>[1],
  ): ReturnType<typeof heaviestLoss>;
  countedMembers(subject: Subject): number | undefined;
}

type Read<Subject> = (subject: Subject, fact: string) => FactValue;

function readFact(values: { readonly [fact: string]: FactValue }, fact: string): FactValue {
  return values[fact];
}

function build<Name extends string, Subject>(
  expression: Expression<Name>,
  read: Read<Subject>,
  sources: Sources<Subject>,
): Predicate<Subject> {
  if ('all' in expression) return every(expression.all.map((one) => build(one, read, sources)));
  if ('any' in expression) return some(expression.any.map((one) => build(one, read, sources)));
  if ('not' in expression) {
    const inner = build(expression.not, read, sources);
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
  return testFact(expression, read);
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
  read: Read<Subject>,
): Predicate<Subject> {
  const { fact } = test;
  const holds = operator(test);
  return (subject) => {
    const value = read(subject, fact);
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
