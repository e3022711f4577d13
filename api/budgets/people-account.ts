import { Fault } from '../errors.js';
import type { Budget } from './budget.js';
import type { PeopleLedger } from './people-ledger.js';

/** One person of one request, for whom a place of the day's budget is held until it is known whether it was needed. */
export interface Charge {
  /** Where the person is to be counted, with the decision; null = in memory is enough. */
  readonly ledgerId: string | null;
  /** The request was answered; `isNew` = the row was written by it. Gives whether the person is newly counted today. */
  answered(isNew: boolean): boolean;
  /** The request failed; `nothingStands` = it is certain that nothing was written. */
  failed(nothingStands: boolean): void;
}

/** What one process holds of one budget on one day. */
export interface PeopleAccount {
  readonly budget: Budget;
  /** Distinct people of the day. */
  readonly perDay: number;
  /** When the day ends and the budget is full again: milliseconds since 1970. */
  readonly dayEndsAt: number;
  /** Holds a place for each of `subjects` (hex) that this process does not know to be counted. @throws Fault RATE_LIMITED */
  charge(subjects: readonly string[]): Promise<Charge[]>;
  /** The same one by one, in order: null for each of whom there is no place any more. */
  chargeFitting(subjects: readonly string[]): Promise<(Charge | null)[]>;
  /** Holds `count` places for people who are not known before they are read. @throws Fault RATE_LIMITED */
  reserve(count: number): Promise<void>;
  /** Gives places back and counts whom a read has shown; tells how many of them are new today. */
  settle(reserved: number, subjects: Iterable<string>): number;
  /** Subjects that are people already counted by another name. */
  alias(subject: string): void;
  /** Places left, as far as this process knows; null = it has not asked today. */
  remaining(): number | null;
  /** People of the day by all processes, and how many are usual; null = it has not asked today. */
  load(): { readonly today: number; readonly usual: number } | null;
}

/** The clock and ids of the app, and when the day ends. */
export interface AccountOptions {
  readonly ledger: PeopleLedger;
  readonly now: () => Date;
  readonly newId: () => string;
  /** Milliseconds since 1970. */
  readonly dayEndsAt: number;
}

/** A place held; those who ask about one person at a time share it. */
interface Place {
  readonly epoch: number;
  holders: number;
  /** Whether it is used up for good. */
  spent: boolean;
}

const CHUNK = { partner: 100, officer: 500 } as const;
/** Places older than this are given back and taken anew: after two minutes without a lease, all are void. */
const LEASE_MS = 30_000;
/** Subjects that a process remembers as counted; forgetting one costs a question to the ledger. */
const MOST_KNOWN = 200_000;

/**
 * An account over the shared ledger. A partner's people are counted by a row each, written with the decision, so a person
 * counts once a day however many processes are asked; an officer's are told apart in memory, once in each process. A place is
 * taken before anything is looked up, so never more people are answered about than the budget has.
 */
export function createPeopleAccount(
  budget: Budget,
  perDay: number,
  options: AccountOptions,
): PeopleAccount {
  const { ledger, now, newId, dayEndsAt } = options;
  const isDurable = budget.kind === 'partner';
  const known = new Set<string>();
  const places = new Map<string, Place>();
  let lease = { id: newId(), taken: 0, granted: 0, epoch: 0, usual: 0 };
  let leasedAt: number | null = null;
  let left = 0;
  let turn: Promise<unknown> = Promise.resolve();

  const know = (subject: string): void => {
    if (known.size >= MOST_KNOWN) known.clear();
    known.add(subject);
  };

  const isFresh = (): boolean => leasedAt !== null && now().getTime() - leasedAt < LEASE_MS;

  const takeLease = async (need: number): Promise<void> => {
    const unused = Math.max(0, left);
    left -= unused;
    const owed = -left;
    const { id, epoch } = lease;
    const chunk = CHUNK[budget.kind];
    // Where this fails nobody knows whether the places went back: they are gone for this process.
    lease = await ledger.lease(budget, perDay, { id, epoch, need: need + owed, chunk, unused });
    left += lease.granted;
    leasedAt = now().getTime();
  };

  /** Runs `attempt` after leases, and after what only the ledger knows, until it has enough places. */
  const inTurn = async <T>(need: () => readonly string[] | number, attempt: () => T | null) => {
    const missing = (): number => {
      const needed = need();
      return typeof needed === 'number' ? needed : needed.length;
    };
    await takeLease(missing());
    let done = attempt();
    if (done !== null) return done;
    const asked = need();
    if (isDurable && typeof asked !== 'number') {
      for (const subject of await ledger.countedAmong(lease.id, asked)) know(subject);
      done = attempt();
      if (done !== null) return done;
    }
    if (isDurable && (await ledger.recount(lease.id))) await takeLease(missing());
    return attempt();
  };

  const withPlaces = async <T>(
    need: () => readonly string[] | number,
    attempt: () => T | null,
  ): Promise<T> => {
    const at = isFresh() ? attempt() : null;
    if (at !== null) return at;
    const mine = turn.then(() => (isFresh() ? attempt() : null) ?? inTurn(need, attempt));
    turn = mine.catch(() => undefined);
    const got = await mine;
    if (got !== null) return got;
    const wait = Math.max(1, dayEndsAt - now().getTime());
    throw new Fault('RATE_LIMITED', "The day's number of people is used up.", wait);
  };

  const chargeOf = (subject: string): Charge => {
    const place = places.get(subject);
    if (place !== undefined) place.holders++;
    let isOpen = true;
    const close = (isKnown: boolean, keepsPlace: boolean): void => {
      if (!isOpen) return;
      isOpen = false;
      if (isKnown) know(subject);
      if (place === undefined) return;
      place.spent ||= keepsPlace;
      if (--place.holders > 0) return;
      if (places.get(subject) === place) places.delete(subject);
      if (!place.spent && place.epoch === lease.epoch) left++;
    };
    return {
      ledgerId: isDurable && place !== undefined ? lease.id : null,
      answered(isNew) {
        const counts = place !== undefined && isOpen && !place.spent && (isNew || !isDurable);
        close(true, counts);
        return counts;
      },
      failed: (nothingStands) => close(false, !nothingStands),
    };
  };

  const hold = (subject: string): void => {
    left--;
    places.set(subject, { epoch: lease.epoch, holders: 0, spent: false });
  };

  const charge = async (subjects: readonly string[]): Promise<Charge[]> => {
    const unknown = (): string[] => [
      ...new Set(subjects.filter((one) => !known.has(one) && !places.has(one))),
    ];
    if (unknown().length === 0) return subjects.map(chargeOf);
    return withPlaces(unknown, () => {
      const fresh = unknown();
      if (fresh.length > left) return null;
      for (const subject of fresh) hold(subject);
      return subjects.map(chargeOf);
    });
  };

  return {
    budget,
    perDay,
    dayEndsAt,
    charge,
    async chargeFitting(subjects) {
      try {
        return await charge(subjects);
      } catch (error) {
        if (!(error instanceof Fault) || error.code !== 'RATE_LIMITED') throw error;
      }
      // All that was left is leased now, and who was counted already is known.
      return subjects.map((subject) => {
        if (!known.has(subject) && !places.has(subject)) {
          if (left < 1) return null;
          hold(subject);
        }
        return chargeOf(subject);
      });
    },
    async reserve(count) {
      await withPlaces(
        () => count,
        () => {
          if (count > left) return null;
          left -= count;
          return true;
        },
      );
    },
    settle(reserved, subjects) {
      left += reserved;
      let fresh = 0;
      for (const subject of subjects) {
        if (known.has(subject)) continue;
        know(subject);
        fresh++;
      }
      left -= fresh;
      return fresh;
    },
    alias: know,
    remaining: () => (leasedAt === null ? null : Math.max(0, perDay - lease.taken + left)),
    load: () => (leasedAt === null ? null : { today: lease.taken - left, usual: lease.usual }),
  };
}
