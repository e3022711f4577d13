import { faultOf } from '../http/fault-of.js';
import type { Log } from '../log.js';
import { publishHeads } from './publish-heads.js';
import { sequence, type Cursor, type SequenceParts } from './sequence.js';

/** Works beside the requests, never in their way: gives entries their places, signs heads and publishes them. */
export interface Sequencer {
  /** Sequences all that is pending, signs a head where one is due, publishes. @throws whatever goes wrong */
  round(): Promise<void>;
  /** Rounds from now on, until {@link Sequencer.stop}. */
  start(): void;
  /** Ends after the round under way and one more. */
  stop(): Promise<void>;
}

/** What a sequencer is made from. */
export interface SequencerParts extends Omit<SequenceParts, 'batch'> {
  readonly log: Log;
  /** Where heads are published besides the database; null = nowhere. */
  readonly headsFile: string | null;
  readonly batch?: number;
  readonly everyMs?: number;
}

const BATCH = 2_000;
const EVERY_MS = 15_000;
const START: Cursor = { tx: '0', id: '00000000-0000-0000-0000-000000000000' };

/**
 * A sequencer. Any number of processes may have one: a lock of the database lets one work at a time. Its first round looks
 * for entries from the beginning, the others behind the last leaf.
 */
export function createSequencer(parts: SequencerParts): Sequencer {
  const { sql, log, headsFile, batch = BATCH, everyMs = EVERY_MS } = parts;
  let isThorough = true;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();

  const work = async (): Promise<void> => {
    // What cannot be published is not signed either: then the age of the last head tells it.
    if (headsFile !== null) await publishHeads(sql, headsFile);
    for (let next: Cursor | null = isThorough ? START : null, more = true; more;) {
      const step = await sequence({ ...parts, batch }, next);
      if (step === null) return;
      next = step.next;
      more = next !== null;
      if (step.signed !== null) log.info('tree_head', { count: step.signed.size });
    }
    isThorough = false;
    if (headsFile !== null) await publishHeads(sql, headsFile);
  };
  const round = (): Promise<void> => {
    const mine = running.then(work);
    running = mine.catch(() => undefined);
    return mine;
  };
  const logged = (): Promise<void> =>
    round().catch((error: unknown) => log.error('trail_failed', { cause: causeOf(error) }));
  const again = async (): Promise<void> => {
    await logged();
    if (isStopped) return;
    timer = setTimeout(() => void again(), everyMs);
    timer.unref();
  };
  return {
    round,
    start: () => void again(),
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await logged();
    },
  };
}

function causeOf(error: unknown): string {
  return faultOf(error).cause ?? 'Error';
}
