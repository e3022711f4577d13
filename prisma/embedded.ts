import { mkdir } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import type { SqlMigrationAwareDriverAdapterFactory } from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { DatabaseRole } from './database-role.js';
import { lockDirectory } from './directory-lock.js';
import { EmbeddedSession } from './embedded-session.js';
import { withWholeScripts } from './whole-scripts.js';

/** An embedded PostgreSQL and the way to let go of it. */
export interface Embedded {
  readonly session: EmbeddedSession;
  close(): Promise<void>;
}

/**
 * Opens PGlite on a directory, or in memory when none is given. PGlite has no lock of its own and a second opener
 * destroys acknowledged data, so ours is taken before the directory is touched.
 *
 * @throws DirectoryLockedError naming the pid that holds the directory.
 */
export async function openEmbedded(
  directory: string | null,
  loadDataDir?: Blob,
): Promise<Embedded> {
  const options = loadDataDir === undefined ? {} : { loadDataDir };
  if (directory === null) {
    const pglite = await PGlite.create(options);
    return { session: new EmbeddedSession(pglite), close: () => pglite.close() };
  }
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const unlock = await lockDirectory(directory);
  try {
    const pglite = await PGlite.create(directory, options);
    return {
      session: new EmbeddedSession(pglite),
      async close() {
        await pglite.close();
        await unlock();
      },
    };
  } catch (error) {
    await unlock();
    throw error;
  }
}

/** The adapter that Prisma and its schema engine use on PGlite, under a role. */
export function embeddedAdapter(
  session: EmbeddedSession,
  role: DatabaseRole,
): SqlMigrationAwareDriverAdapterFactory {
  const face = session.face(role);
  const factory = new PrismaPGlite(face as PGlite);
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => withWholeScripts(await factory.connect(), (script) => face.exec(script)),
    connectToShadowDb: async () => {
      const shadow = await PGlite.create();
      const adapter = await new PrismaPGlite(shadow).connect();
      return withWholeScripts(adapter, (script) => shadow.exec(script));
    },
  };
}
