import { RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';
import type { Database } from '../../prisma/database.js';
import type { Budget } from './budget.js';
import { createLimiter } from './create-limiter.js';

/** What this process holds of one budget in one minute. */
export interface CostHeld {
  /** When the minute ends and the bucket is full again: milliseconds since 1970. */
  readonly endsAt: number;
  /** Taken from the store and not spent. */
  mine: number;
  /** Left in the store when it was last asked. */
  shared: number;
  /** Askings of the store, one after the other. */
  asking: Promise<unknown>;
}

/** Points of one minute, by budget. */
export interface CostBucket {
  /** What is held of a budget in the minute that it is. */
  of(budget: Budget): CostHeld;
  /** Takes points; false = they are not left, and none was taken. */
  take(budget: Budget, held: CostHeld, points: number): Promise<boolean>;
}

const MINUTE_MS = 60_000;
/** A process takes this part of a minute's points at a time. */
const LEASES = 64;
const MOST_HELD = 10_000;
const MOST_TRIES = 5;

/**
 * A bucket over rate-limiter-flexible, by minutes of the app's clock. A process takes points in leases, so that most
 * requests ask nobody; what it has not spent when the minute ends is void. All processes together never use more points of a
 * minute than there are.
 */
export function createCostBucket(database: Database, now: () => Date): CostBucket {
  const limiters = new Map<number, RateLimiterAbstract>();
  const budgets = new Map<string, CostHeld>();

  const limiterOf = (points: number): RateLimiterAbstract => {
    let limiter = limiters.get(points);
    if (limiter === undefined) limiters.set(points, (limiter = createLimiter(database, points)));
    return limiter;
  };

  const takeByLease = async (budget: Budget, held: CostHeld, points: number): Promise<boolean> => {
    for (let tries = 0; tries < MOST_TRIES; tries++) {
      if (spend(held, points)) return true;
      const need = points - held.mine;
      if (held.shared < need) return false;
      const generous = Math.max(need * 2, Math.floor(budget.pointsPerMinute / LEASES));
      const limiter = limiterOf(budget.pointsPerMinute);
      await lease(limiter, `${budget.key}:${held.endsAt}`, held, Math.min(generous, held.shared));
    }
    return spend(held, points);
  };

  return {
    of({ key, pointsPerMinute }) {
      const endsAt = (Math.floor(now().getTime() / MINUTE_MS) + 1) * MINUTE_MS;
      let held = budgets.get(key);
      if (held?.endsAt !== endsAt) {
        if (budgets.size >= MOST_HELD) budgets.clear();
        held = { endsAt, mine: 0, shared: pointsPerMinute, asking: Promise.resolve() };
        budgets.set(key, held);
      }
      return held;
    },
    async take(budget, held, points) {
      if (spend(held, points)) return true;
      const turn = held.asking.then(() => takeByLease(budget, held, points));
      held.asking = turn.catch(() => undefined);
      return turn;
    },
  };
}

function spend(held: CostHeld, points: number): boolean {
  if (held.mine < points) return false;
  held.mine -= points;
  return true;
}

/** Takes points from the store for this process, or learns how many are left there. */
async function lease(
  limiter: RateLimiterAbstract,
  key: string,
  held: CostHeld,
  points: number,
): Promise<void> {
  try {
    held.shared = (await limiter.consume(key, points)).remainingPoints;
    held.mine += points;
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    // The limiter counts what it refuses.
    await limiter.reward(key, points);
    held.shared = Math.max(0, limiter.points - (error.consumedPoints - points));
  }
}
