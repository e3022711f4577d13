import type { EntitlementLine } from './entitlement-line.js';
import type { Component, Components, EntitlementPeriod } from './rule-set.js';

const PERIODS = { 1: 'YEAR', 2: 'SEMESTER', 4: 'QUARTER', 12: 'MONTH' } as const satisfies Record<
  Components['stages'],
  EntitlementPeriod
>;

/**
 * The lines of a person counted at a component: its year in equal stages, and what does not divide
 * as a line of its own, paid with the last stage.
 */
export function componentLines(
  component: Component,
  { stages, kind }: Pick<Components, 'stages' | 'kind'>,
): readonly EntitlementLine[] {
  const { code, perYear } = component;
  const period = PERIODS[stages];
  const remainder = perYear % stages;
  const amount = (perYear - remainder) / stages;
  const lines: EntitlementLine[] = [];
  if (amount > 0) lines.push({ code, kind, amount, period, count: stages });
  if (remainder > 0) lines.push({ code, kind, amount: remainder, period, count: 1 });
  return lines;
}
