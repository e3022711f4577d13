import type { DamageLevel, DisasterKind, FactName, MemberFactName } from './vocabulary.js';

/** Strong Kleene truth: undefined = cannot tell, because a fact is missing. */
export type Truth = boolean | undefined;

/**
 * What a rule asks: `all`, `any` and `not` over leaves that each ask one fact. `Name` is the
 * vocabulary: that of a criterion, or that of a member whom a component may count.
 */
export type Expression<Name extends string = FactName> =
  | { readonly all: readonly Expression<Name>[] }
  | { readonly any: readonly Expression<Name>[] }
  | { readonly not: Expression<Name> }
  | FactTest<Name>
  | LossTest
  | CountTest;

export type MemberExpression = Expression<MemberFactName>;

/** One fact against one operator; which operators a fact takes follows from its type. */
export type FactTest<Name extends string = FactName> = { readonly fact: Name } & Operator;

export type Operator =
  | { readonly is: boolean | number | string }
  | { readonly in: readonly (number | string)[] }
  | { readonly atMost: number }
  | { readonly atLeast: number }
  | { readonly below: number }
  | { readonly above: number }
  | { readonly includesAny: readonly string[] }
  | { readonly isEmpty: boolean }
  | { readonly within: string };

/** A kind of loss, verified on or before `asOf`, that happened within so many months before it. */
export interface LossWindow {
  readonly kind: DisasterKind;
  readonly withinMonths: number;
}

/** Whether such a loss stands, or how heavy the heaviest such loss is. */
export type LossTest =
  | { readonly loss: LossWindow; readonly exists: boolean }
  | { readonly loss: LossWindow; readonly in: readonly DamageLevel[] };

/** How many members the components of the entitlement count, after caps. */
export interface CountTest {
  readonly countedMembers: { readonly atLeast: number };
}
