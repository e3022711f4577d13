import type { Cost } from '../cost.js';
import type { Runtime } from '../runtime.js';

/** What is about to be asked: the operation, and how many people it is about. */
export interface PacedWork {
  readonly operation: string | null;
  readonly people: number;
}

/** Keeps requests within the points of the minute. */
export interface Pacer {
  /** Waits until the points left may pay for the work; gives what is to be called once it was answered. */
  admit(work: PacedWork, signal: AbortSignal | undefined): Promise<() => void>;
  /** Takes in what an answer tells. */
  learn(work: PacedWork, cost: Cost): void;
}

const LONGEST_WAIT_MS = 60_000;
const SPREAD_MS = 500;
const MOST_KNOWN = 200;

/** A pacer that lets everything through. */
export const noPacer: Pacer = {
  admit: async () => () => undefined,
  learn: () => undefined,
};

/**
 * A pacer that goes by `extensions.cost`: what the operation cost a person the last time, and what the last answer left of
 * the minute, less what is under way. What it does not know it lets through, and the registry judges. Only points are waited
 * for, at most a minute: a day's people are not.
 */
export function createPacer(runtime: Runtime): Pacer {
  const prices = new Map<string, number>();
  let budget: { left: number; full: number; refillAt: number } | null = null;
  let underWay = 0;

  const priceOf = ({ operation, people }: PacedWork): number =>
    (prices.get(operation ?? '') ?? 0) * people;

  const missing = (price: number): boolean => {
    if (budget === null || price > budget.full) return false;
    if (runtime.now() >= budget.refillAt) budget.left = budget.full;
    return budget.left - underWay < price;
  };

  return {
    async admit(work, signal) {
      const price = priceOf(work);
      for (;;) {
        const wait = missing(price) && budget !== null ? budget.refillAt - runtime.now() : 0;
        if (wait <= 0 || wait > LONGEST_WAIT_MS) break;
        await runtime.sleep(wait + runtime.random() * SPREAD_MS, signal);
      }
      underWay += price;
      return () => {
        underWay -= price;
      };
    },
    learn({ operation, people }, { requested, remaining, refill }) {
      if (prices.size >= MOST_KNOWN) prices.clear();
      prices.set(operation ?? '', requested / people);
      const refillAt = Date.parse(refill.at);
      if (budget === null || refillAt >= budget.refillAt) {
        budget = { left: remaining, full: refill.to, refillAt };
      }
    },
  };
}
