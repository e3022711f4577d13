import type { SqlDriverAdapter } from '@prisma/driver-adapter-utils';

/**
 * Sends a migration to the database whole. The published adapters start a script without awaiting it (PGlite) or cut it
 * at every semicolon (pg), which breaks function bodies.
 */
export function withWholeScripts(
  adapter: SqlDriverAdapter,
  run: (script: string) => Promise<unknown>,
): SqlDriverAdapter {
  adapter.executeScript = async (script) => {
    await run(script);
  };
  return adapter;
}
