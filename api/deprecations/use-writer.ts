import type { App } from '../app.js';
import { faultOf } from '../http/fault-of.js';
import type { Log } from '../log.js';

/** Writes down from time to time what was counted, beside the requests. */
export interface UseWriter {
  start(): void;
  /** Writes down the rest. */
  stop(): Promise<void>;
}

const EVERY_MS = 60_000;

/** A writer; one a process that answers documents. */
export function createUseWriter(
  app: Pick<App, 'deprecatedUses'>,
  log: Log,
  everyMs = EVERY_MS,
): UseWriter {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    running = running
      .then(() => app.deprecatedUses.flush())
      .catch((error: unknown) =>
        log.error('uses_not_counted', { cause: faultOf(error).cause ?? 'Error' }),
      );
    return running;
  };
  return {
    start() {
      timer = setInterval(() => void write(), everyMs);
      timer.unref();
    },
    stop() {
      clearInterval(timer);
      return write();
    },
  };
}
