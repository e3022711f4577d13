import type { Context } from '../context.js';
import { Fault } from '../errors.js';
import type { Budget } from './budget.js';
import { budgetOf } from './budget-of.js';
import type { CostHeld } from './cost-bucket.js';
import type { Charge, PeopleAccount } from './people-account.js';
import { peoplePerDay } from './people-per-day.js';
import type { Price } from './price-operation.js';
import type { LookedUp } from './scan-watch.js';

/** What one operation has asked for so far. */
export interface Meter {
  readonly budget: Budget;
  /** Null where a partner asks about nobody: its agreement is not asked for then. */
  account: PeopleAccount | null;
  readonly held: CostHeld;
  readonly price: Price;
  /** Points charged before it ran. */
  requested: number;
  /** Places held for rows of people. */
  reserved: number;
  /** Different people named by number, by blind index (hex). */
  readonly asked: Set<string>;
  /** Numbers that a read asked for and nobody has, by blind index (hex). */
  readonly missed: Set<string>;
  /** How many people are new today. */
  counted: number;
  readonly lookUps: LookedUp[];
  /** Charges of the operation that are made together. */
  readonly waiting: Waiting[];
}

interface Waiting {
  readonly subjects: readonly string[];
  readonly resolve: (charges: Charge[]) => void;
  readonly reject: (error: unknown) => void;
}

/** The price of what asks for nothing. */
export const FREE: Price = { points: 0, depth: 0, breadth: 0, asks: 0, reads: 0, pages: [] };

const meters = new WeakMap<Context, Meter>();

/** The meter of the operation that runs in this context; undefined = none was opened, so nobody prices it. */
export function meterOf(context: Context): Meter | undefined {
  return meters.get(context);
}

/** Opens the meter of an operation and takes what it may need. @throws Fault RATE_LIMITED when that is not left. */
export async function openMeter(context: Context, price: Price): Promise<void> {
  const { app } = context;
  const { cost, limits } = app.budgets;
  const budget = budgetOf(context, limits);
  const held = cost.of(budget);
  const meter: Meter = {
    ...{ budget, held, price, account: null, requested: 0, reserved: 0, counted: 0 },
    ...{ asked: new Set(), missed: new Set(), lookUps: [], waiting: [] },
  };
  meters.set(context, meter);
  const points = price.points + price.asks + price.reads;
  if (!(await cost.take(budget, held, points))) {
    const wait = Math.max(1, held.endsAt - app.now().getTime());
    throw new Fault('RATE_LIMITED', "The minute's points are used up.", wait);
  }
  meter.requested = points;
  if (budget.kind === 'partner' && price.asks === 0) return;
  const account = await openAccount(context, meter);
  if (budget.kind === 'officer' && price.reads > 0) {
    await account.reserve(price.reads);
    meter.reserved = price.reads;
  }
}

/** The account of people that an operation draws on. */
export async function openAccount(context: Context, meter: Meter): Promise<PeopleAccount> {
  const { budgets } = context.app;
  meter.account ??= budgets.people(meter.budget, await peoplePerDay(context, budgets.limits));
  return meter.account;
}

/** The meter of an operation; where none was opened (no request, but a call of our own), one that costs nothing. */
export async function openedMeter(context: Context): Promise<Meter> {
  if (!meters.has(context)) await openMeter(context, FREE);
  return meters.get(context)!;
}
