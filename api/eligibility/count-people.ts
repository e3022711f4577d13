import type { Member } from './facts.js';
import { memberPredicate, type MemberScene, type Predicate } from './predicate.js';
import type { Component, Components } from './rule-set.js';

/** A member whom a component counts. */
export interface CountedPerson {
  readonly member: Member;
  readonly component: Component;
}

/**
 * Prepares the choice of whom the components of an entitlement count among the living members: each
 * person once, at the highest component that fits (the earlier in the list where equal); then the
 * caps, elder first; then the `maxPeople` highest amounts, elder first. People born on one day are
 * told apart by id. Gives them in that order.
 */
export function countPeople(
  components: Components,
): (living: readonly Member[], asOf: string) => CountedPerson[] {
  const byAmount = components.list
    .map((component) => ({ component, fits: memberPredicate(component.when) }))
    .toSorted((one, other) => other.component.perYear - one.component.perYear);
  return (living, asOf) => {
    const counted: CountedPerson[] = [];
    for (const member of living) {
      const component = highestFitting(byAmount, { member, asOf });
      if (component !== undefined) counted.push({ member, component });
    }
    counted.sort(
      (one, other) =>
        other.component.perYear - one.component.perYear || elderFirst(one.member, other.member),
    );
    return withinCaps(counted, components.caps).slice(0, components.maxPeople);
  };
}

function highestFitting(
  byAmount: readonly { component: Component; fits: Predicate<MemberScene> }[],
  scene: MemberScene,
): Component | undefined {
  for (const { component, fits } of byAmount) if (fits(scene) === true) return component;
  return undefined;
}

function elderFirst(one: Member, other: Member): number {
  if (one.birthDate !== other.birthDate) return one.birthDate < other.birthDate ? -1 : 1;
  return one.id < other.id ? -1 : 1;
}

function withinCaps(
  counted: readonly CountedPerson[],
  caps: Components['caps'] = {},
): CountedPerson[] {
  const used = new Map<string, number>();
  return counted.filter(({ component: { code } }) => {
    const place = (used.get(code) ?? 0) + 1;
    used.set(code, place);
    const cap = caps[code];
    return cap === undefined || place <= cap;
  });
}
