import type { Context } from '../context.js';
import { SCANNING } from './limits.js';
import type { Meter } from './meter.js';
import type { PatternSeen } from './raise-alert.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** The patterns that an actor's look-ups make, with those of this operation. */
export function patternsOf({ app, principal }: Context, meter: Meter): PatternSeen[] {
  const { lookUps, account, budget } = meter;
  const seen: PatternSeen[] = [];
  if (lookUps.length > 0) {
    const counts = app.budgets.watch.note(principal.subject, lookUps);
    const now = app.now().getTime();
    const from = now - (now % HOUR_MS);
    const window = { from, until: from + HOUR_MS, usual: null };
    if (counts !== null && counts.sequential >= SCANNING.sequential) {
      seen.push({ kind: 'SEQUENTIAL_NIKS', ...counts, ...window });
    }
    if (counts !== null && counts.missed >= SCANNING.missed) {
      seen.push({ kind: 'HIGH_MISS_RATE', ...counts, ...window });
    }
  }
  const load = budget.kind === 'officer' && account !== null ? account.load() : null;
  if (account !== null && load !== null && isTooMuch(load)) {
    const window = { from: account.dayEndsAt - DAY_MS, until: account.dayEndsAt };
    const counts = { looked: load.today, missed: 0, sequential: 0, usual: load.usual };
    seen.push({ kind: 'BULK_READING', ...counts, ...window });
  }
  return seen;
}

function isTooMuch({ today, usual }: { today: number; usual: number }): boolean {
  return today > Math.max(SCANNING.quietPeople, SCANNING.timesUsual * usual);
}
