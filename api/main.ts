import { describeFailure } from './describe-failure.js';
import { readEnvironment } from './environment.js';
import { loadKeys } from './keys.js';
import { bufferedStdout, createLog } from './log.js';
import { serveUntilSignal } from './serve-until-signal.js';

try {
  const environment = readEnvironment();
  const log = createLog(environment.logLevel, bufferedStdout());
  await serveUntilSignal(environment, await loadKeys(environment.keys), log);
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exit(1);
}
