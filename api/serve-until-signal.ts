import { removeEmbedded } from '../prisma/remove-embedded.js';
import { describeFailure } from './describe-failure.js';
import type { Environment } from './environment.js';
import type { Keys } from './keys.js';
import type { Log } from './log.js';
import { serve, type Serving } from './serve.js';
import { stopOnSignal } from './stop-on-signal.js';

/**
 * Serves until the process is told to end. In between the sandbox may be made as new: then the server stops as it does at
 * a signal, the embedded database is removed and filled again, and the same port answers with the same keys.
 *
 * A database on a server is not reset from here: the server's login owns nothing that it could remove.
 */
export async function serveUntilSignal(
  environment: Environment,
  keys: Keys,
  log: Log,
): Promise<void> {
  const { profile, database } = environment;
  let serving: Promise<Serving>;
  let resetting = false;
  const start = (port: number) =>
    serve({ environment, keys, log, port, reset: isResettable ? reset : null });
  const isResettable = profile !== 'production' && 'directory' in database;

  function reset(): boolean {
    if (resetting) return false;
    resetting = true;
    serving = asNew(serving);
    serving.catch((error: unknown) => {
      process.stderr.write(`${describeFailure(error)}\n`);
      process.exit(1);
    });
    return true;
  }

  async function asNew(before: Promise<Serving>): Promise<Serving> {
    const { url, stop } = await before;
    log.info('sandbox_reset');
    await stop();
    if ('directory' in database && database.directory !== null) {
      await removeEmbedded(database.directory);
    }
    const again = await start(Number(new URL(url).port));
    resetting = false;
    return again;
  }

  serving = start(environment.port);
  await serving;
  stopOnSignal(async () => (await serving).stop(), log);
}
