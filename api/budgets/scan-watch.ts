import { SCANNING } from './limits.js';

/** A number that was looked up, as digits, in memory only; and whether anybody has it. */
export interface LookedUp {
  /** A NIK or the number of a family card, 16 digits. */
  readonly digits: string;
  readonly found: boolean;
}

/** What an actor's last look-ups have in common. */
export interface ScanCounts {
  readonly looked: number;
  readonly missed: number;
  readonly sequential: number;
}

/** Remembers the last look-ups of each actor. Nothing of it is stored or logged. */
export interface ScanWatch {
  /** Adds look-ups of an actor; gives the counts at their worst, null while there are too few to make a pattern. */
  note(actor: string, lookUps: readonly LookedUp[]): ScanCounts | null;
}

interface Seen {
  readonly region: number;
  /** Days since some day, roughly: enough to tell the next date from another. */
  readonly born: number;
  readonly serial: number;
  readonly missed: boolean;
  readonly sequential: boolean;
}

const MOST_ACTORS = 10_000;
/** A number is compared with so many before it, so that two scans at a time are still seen. */
const COMPARED = 8;

/** A watch of this process: each process sees its own share of an actor's look-ups. */
export function createScanWatch(): ScanWatch {
  const actors = new Map<string, Seen[]>();
  return {
    note(actor, lookUps) {
      let seen = actors.get(actor);
      if (seen === undefined) {
        if (actors.size >= MOST_ACTORS) actors.clear();
        actors.set(actor, (seen = []));
      }
      let worst: ScanCounts | null = null;
      for (const lookUp of lookUps) {
        if (!add(seen, lookUp) || seen.length < SCANNING.of) continue;
        const counts = countsOf(seen);
        worst =
          worst === null
            ? counts
            : {
                looked: counts.looked,
                missed: Math.max(worst.missed, counts.missed),
                sequential: Math.max(worst.sequential, counts.sequential),
              };
      }
      return worst;
    },
  };
}

/** Adds a look-up; false = the same number was asked just before, which makes no pattern. */
function add(seen: Seen[], { digits, found }: LookedUp): boolean {
  const region = Number(digits.slice(0, 6));
  const day = Number(digits.slice(6, 8)) % 40;
  const born = day + 31 * Number(digits.slice(8, 10)) + 372 * Number(digits.slice(10, 12));
  const serial = Number(digits.slice(12));
  const before = seen.slice(-COMPARED).filter((one) => one.region === region);
  if (before.some((one) => one.born === born && one.serial === serial)) return false;
  const sequential = before.some(
    (one) =>
      (one.born === born && Math.abs(one.serial - serial) <= 2) ||
      (one.serial === serial && Math.abs(one.born - born) === 1),
  );
  seen.push({ region, born, serial, missed: !found, sequential });
  if (seen.length > SCANNING.of) seen.shift();
  return true;
}

function countsOf(seen: readonly Seen[]): ScanCounts {
  return {
    looked: seen.length,
    missed: seen.filter(({ missed }) => missed).length,
    sequential: seen.filter(({ sequential }) => sequential).length,
  };
}
