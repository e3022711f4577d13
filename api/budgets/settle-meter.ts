import type { ExecutionResult } from 'graphql';
import { shownBy } from '../access/shown.js';
import type { Context } from '../context.js';
import { meterOf, type Meter } from './meter.js';
import type { PeopleAccount } from './people-account.js';
import { patternsOf } from './patterns-of.js';
import { raiseAlert } from './raise-alert.js';

/** `extensions.cost` of an answer. */
export interface CostExtension {
  /** Points charged before anything was read: the operation's shape, and one for each person. */
  readonly requested: number;
  /** Points kept: without rows that pages did not have and people who were not looked up. */
  readonly actual: number;
  /** Points left of this minute, as far as this server process knows. */
  readonly remaining: number;
  /** To how many points the minute's budget is filled up again, and when. */
  readonly refill: { readonly to: number; readonly at: string };
  /** Null where a partner asked about nobody. */
  readonly people: {
    /** Different people whom the operation looked up. */
    readonly asked: number;
    /** Those of them who are new today. */
    readonly counted: number;
    /** People left of the day; null = this server process has not had to ask today. */
    readonly remaining: number | null;
    /** To how many people the day's budget is filled up again, and when. */
    readonly refill: { readonly to: number; readonly at: string };
  } | null;
}

/**
 * Closes the meter of an operation: pays back what it did not need, counts whom a read has shown, raises what its look-ups
 * give rise to, and adds `extensions.cost` to the result.
 */
export async function settleMeter(
  context: Context,
  result: ExecutionResult,
): Promise<ExecutionResult> {
  const meter = meterOf(context);
  if (meter === undefined) return result;
  const { account, budget, held, asked, requested } = meter;
  const isOfficer = budget.kind === 'officer';
  const read = isOfficer && account !== null ? settleReads(context, meter, account) : 0;
  const people = asked.size + read;
  const actual = requested === 0 ? 0 : meter.price.points - unusedRows(meter, result) + people;
  held.mine += requested - actual;
  for (const pattern of patternsOf(context, meter)) await raiseAlert(context, pattern);
  const cost: CostExtension = {
    requested,
    actual,
    remaining: held.mine + held.shared,
    refill: { to: budget.pointsPerMinute, at: instant(held.endsAt) },
    people:
      account === null
        ? null
        : {
            asked: people,
            counted: meter.counted,
            remaining: account.remaining(),
            refill: { to: account.perDay, at: instant(account.dayEndsAt) },
          },
  };
  return { ...result, extensions: { ...result.extensions, cost } };
}

function instant(ms: number): string {
  return new Date(ms).toISOString();
}

/** Counts the people whom an officer was shown, and gives how many they are. */
function settleReads(context: Context, meter: Meter, account: PeopleAccount): number {
  const { people, writtenPeople } = shownBy(context);
  const shown = new Set([...people, ...writtenPeople, ...meter.missed]);
  meter.counted += account.settle(meter.reserved, shown);
  return shown.size;
}

/** Points of the rows that pages were asked for and did not have. */
function unusedRows({ price }: Meter, { data }: ExecutionResult): number {
  let points = 0;
  for (const { as, rows, pointsPerRow } of price.pages) {
    const page = data?.[as] as { readonly edges?: readonly unknown[] } | null | undefined;
    if (Array.isArray(page?.edges)) points += Math.max(0, rows - page.edges.length) * pointsPerRow;
  }
  return points;
}
