import { buildClient } from './build-client.js';
import type { DinsosClient, PurposeOptional, PurposeRequired } from './client.js';
import type { ClientOptions } from './client-options.js';
import { systemRuntime } from './runtime.js';

/**
 * A client of the registry: frozen, without state that shows, safe to share by everything in a process.
 *
 * @throws {TypeError} at once, when an option is unusable.
 */
export function createClient<const Options extends ClientOptions>(
  options: Options,
): DinsosClient<Options extends PurposeRequired ? PurposeOptional : PurposeRequired> {
  return buildClient(options, systemRuntime);
}
