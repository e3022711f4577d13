import type { Context } from '../context.js';
import { jakartaDate } from '../values/calendar-date.js';
import type { BudgetLimits } from './limits.js';

/** How many distinct people a caller may look up today: a partner by its agreement, none where none is in force. */
export async function peoplePerDay(
  { app, principal }: Context,
  limits: BudgetLimits,
): Promise<number> {
  const { partner, purpose, clientId } = principal;
  if (partner === null) return limits.officer.peoplePerDay;
  const asking = { partnerId: partner.id, purpose, clientId };
  const terms = await app.agreements.find(asking, jakartaDate(app.now()));
  return terms?.dailyPeople ?? 0;
}
