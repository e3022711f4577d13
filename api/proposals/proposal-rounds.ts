import { withClaims } from '../../prisma/claims.js';
import { WHOLE_REGISTRY } from '../access/whole-registry.js';
import type { App } from '../app.js';
import { faultOf } from '../http/fault-of.js';
import type { Log } from '../log.js';
import { settleDue } from './settle-due.js';

/** Works beside the requests: moves what nobody moves on to the next period, to the ministry, or back for Dukcapil. */
export interface ProposalRounds {
  /** Does all that is due, and gives how many proposals were moved. @throws whatever goes wrong with the database */
  round(): Promise<number>;
  /** Rounds from now on, until {@link ProposalRounds.stop}. */
  start(): void;
  /** Ends after the page under way; what is left waits for the next round. */
  stop(): Promise<void>;
}

/** What rounds are made from. */
export interface ProposalRoundsParts {
  readonly app: App;
  readonly log: Log;
  readonly size?: number;
  readonly everyMs?: number;
}

const SIZE = 200;
/** Cut-off and pull are days; an answer of Dukcapil waits no longer than this. */
const EVERY_MS = 15 * 60_000;

/** Rounds over all proposals. Any number of processes may have them: each proposal is locked while it is settled. */
export function createProposalRounds(parts: ProposalRoundsParts): ProposalRounds {
  const { app, log, size = SIZE, everyMs = EVERY_MS } = parts;
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> = Promise.resolve();

  const stuck = (error: unknown): void =>
    log.error('proposals_stuck', { cause: faultOf(error).cause ?? 'Error' });
  const work = async (): Promise<number> => {
    let moved = 0;
    let after: string | null = null;
    do {
      const page = await settleDue(app, after, size, stuck);
      moved += page.moved;
      after = page.last;
    } while (after !== null && !isStopped);
    if (moved > 0) log.info('proposals_moved', { count: moved });
    return moved;
  };
  const round = (): Promise<number> => {
    const mine = running.then(() => withClaims(WHOLE_REGISTRY, work));
    running = mine.catch(() => undefined);
    return mine;
  };
  const again = async (): Promise<void> => {
    await round().catch(stuck);
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
      await running;
    },
  };
}
