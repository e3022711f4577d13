import type { Database } from '../prisma/database.js';
import { faultOf } from './http/fault-of.js';
import type { Log } from './log.js';
import type { DinsosServer } from './server.js';

/**
 * Ends the process without losing a request: the first SIGTERM or SIGINT finishes what is in flight and closes the
 * database, then exits with 0 (1 when something had to be cut off); a second one exits with 1 at once.
 */
export function stopOnSignal(server: DinsosServer, database: Database, log: Log): void {
  let stopping = false;
  const stop = (signal: string, exitCode: number) => {
    if (stopping) process.exit(1);
    stopping = true;
    log.info('stopping', { signal });
    void server
      .stop()
      .then(async (finished) => {
        await database.close();
        log.info('stopped');
        process.exit(finished ? exitCode : 1);
      })
      .catch(() => process.exit(1));
  };
  process.on('SIGTERM', () => stop('SIGTERM', 0));
  process.on('SIGINT', () => stop('SIGINT', 0));
  // Node would print the error, and its message may quote data.
  process.on('unhandledRejection', (error) => log.error('bug', { cause: causeOf(error) }));
  process.on('uncaughtException', (error) => {
    log.error('bug', { cause: causeOf(error) });
    if (!stopping) stop('uncaughtException', 1);
  });
}

function causeOf(error: unknown): string {
  return faultOf(error).cause ?? 'Error';
}
