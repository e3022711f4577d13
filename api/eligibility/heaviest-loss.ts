import type { LossWindow } from './expression.js';
import type { Facts } from './facts.js';
import { monthsBefore } from './months-before.js';
import { DAMAGE_LEVELS, type DamageLevel } from './vocabulary.js';

/**
 * The heaviest damage among a household's losses of one kind that were verified on or before `asOf`
 * and happened within so many months before it, both ends included.
 *
 * @returns null where there is no such loss, undefined where no household is known.
 */
export function heaviestLoss(facts: Facts, window: LossWindow): DamageLevel | null | undefined {
  const { asOf, household } = facts;
  if (household === null) return undefined;
  let top = -1;
  for (const loss of household.losses) {
    if (loss.kind !== window.kind || loss.verifiedOn === null || loss.verifiedOn > asOf) continue;
    if (loss.happenedOn > asOf || loss.happenedOn < monthsBefore(asOf, window.withinMonths))
      continue;
    top = Math.max(top, DAMAGE_LEVELS.indexOf(loss.damage));
  }
  return DAMAGE_LEVELS[top] ?? null;
}
