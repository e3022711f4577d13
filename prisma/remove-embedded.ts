import { rm } from 'node:fs/promises';
import { lockDirectory } from './directory-lock.js';

/**
 * Removes an embedded database for good, under its lock, so that nobody else has it open.
 *
 * @throws DirectoryLockedError naming the pid that holds the directory.
 */
export async function removeEmbedded(directory: string): Promise<void> {
  const unlock = await lockDirectory(directory);
  try {
    await rm(directory, { recursive: true, force: true });
  } finally {
    await unlock();
  }
}
