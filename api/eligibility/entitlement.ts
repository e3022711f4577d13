import { componentLines } from './component-lines.js';
import type { CountedPerson } from './count-people.js';
import type { EntitlementLine } from './entitlement-line.js';
import { predicate, type Scene } from './predicate.js';
import type { EntitlementRule } from './rule-set.js';

/** What falls due in a full year at `asOf`. */
export interface Entitlement {
  /** Whole rupiah: the sum of amount × count. */
  readonly perYear: number;
  readonly lines: readonly EntitlementLine[];
}

/**
 * Prepares what an eligible person or household is due: the lines whose condition holds, in the
 * order of the rule set, then the lines of each person counted, highest first.
 */
export function entitlement(
  rule: EntitlementRule,
): (scene: Scene, counted: readonly CountedPerson[]) => Entitlement {
  const fixed = rule.lines.map(({ when, ...line }) => ({
    line,
    applies: when === undefined ? () => true : predicate(when),
  }));
  const { components } = rule;
  const byComponent = new Map(
    components?.list.map((one) => [one.code, componentLines(one, components)]),
  );
  return (scene, counted) => {
    const lines: EntitlementLine[] = [];
    for (const { line, applies } of fixed) if (applies(scene) === true) lines.push(line);
    for (const { component } of counted) lines.push(...(byComponent.get(component.code) ?? []));
    return { perYear: lines.reduce((sum, line) => sum + line.amount * line.count, 0), lines };
  };
}
