import { faultOf } from './http/fault-of.js';
import type { Log } from './log.js';

/**
 * Ends the process without losing a request: the first SIGTERM or SIGINT runs `stop`, then exits with 0 (1 when something
 * had to be cut off); a second one exits with 1 at once.
 */
export function stopOnSignal(stop: () => Promise<boolean>, log: Log): void {
  let stopping = false;
  const end = (signal: string, exitCode: number) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info('stopping', { signal });
    void stop()
      .then((finished) => {
        log.info('stopped');
        process.exit(finished ? exitCode : 1);
      })
      .catch(() => process.exit(1));
  };
  process.on('SIGTERM', () => end('SIGTERM', 0));
  process.on('SIGINT', () => end('SIGINT', 0));
  // Node would print the error, and its message may quote data.
  process.on('unhandledRejection', (error) => log.error('bug', { cause: causeOf(error) }));
  process.on('uncaughtException', (error) => {
    log.error('bug', { cause: causeOf(error) });
    if (!stopping) end('uncaughtException', 1);
  });
}

function causeOf(error: unknown): string {
  return faultOf(error).cause ?? 'Error';
}
