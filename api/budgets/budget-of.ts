import type { Context } from '../context.js';
import { jakartaDate } from '../values/calendar-date.js';
import type { Budget } from './budget.js';
import type { BudgetLimits } from './limits.js';

/** The budget of a caller: a partner's client has one of its own, an officer by the token's subject. */
export function budgetOf({ app, principal }: Context, limits: BudgetLimits): Budget {
  const { subject, partner, purpose } = principal;
  const day = jakartaDate(app.now());
  if (partner === null) {
    const { pointsPerMinute } = limits.officer;
    return { key: `officer:${subject}`, kind: 'officer', day, pointsPerMinute };
  }
  const { pointsPerMinute } = limits.partner;
  return { key: `partner:${partner.id}:${purpose}`, kind: 'partner', day, pointsPerMinute };
}
