import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

/** The directory is in use by a process that lives. */
export class DirectoryLockedError extends Error {
  readonly code = 'DIRECTORY_LOCKED';
  readonly pid: number;
  constructor(directory: string, pid: number) {
    super(
      `${directory} is in use by process ${pid}. Stop it first, or set DINSOS_DATA to another directory.`,
    );
    this.pid = pid;
  }
}

interface Holder {
  readonly pid: number;
  /** Start of the process in kernel ticks and the machine's boot: the same pid in another life is another holder. */
  readonly started: string;
}

/**
 * Takes the exclusive lock of a data directory (a file beside it) and returns what releases it. Creation by link(2) is
 * atomic; a lock whose holder is dead is moved aside, checked again, and only then removed.
 *
 * @throws DirectoryLockedError when a living process holds it, this one included.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = `${resolve(directory)}.lock`;
  const self: Holder = { pid: process.pid, started: await processStart(process.pid) };
  const candidate = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(candidate, JSON.stringify(self));
  try {
    for (let attempt = 0; attempt < 10; attempt++) {
      if (await tryLink(candidate, path)) return () => release(path, self);
      const holder = await readHolder(path);
      if (holder === null) continue;
      if (await isAlive(holder)) throw new DirectoryLockedError(directory, holder.pid);
      await discardStale(path, holder);
    }
    throw new DirectoryLockedError(directory, (await readHolder(path))?.pid ?? 0);
  } finally {
    await rm(candidate, { force: true });
  }
}

async function tryLink(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function discardStale(path: string, stale: Holder): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch {
    return;
  }
  const moved = await readHolder(aside);
  const wrongOne = moved !== null && !(moved.pid === stale.pid && moved.started === stale.started);
  if (wrongOne && (await isAlive(moved))) await tryLink(aside, path);
  await rm(aside, { force: true });
}

async function release(path: string, self: Holder): Promise<void> {
  const holder = await readHolder(path);
  if (holder?.pid === self.pid && holder.started === self.started) await rm(path, { force: true });
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
  }
  const started = await processStart(holder.pid);
  return started === '' || started === holder.started;
}

/** What tells one life of a pid from another; empty where the system does not say. */
async function processStart(pid: number): Promise<string> {
  try {
    const [stat, boot] = await Promise.all([
      readFile(`/proc/${pid}/stat`, 'utf8'),
      readFile('/proc/sys/kernel/random/boot_id', 'utf8'),
    ]);
    const afterName = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return `${boot.trim()}:${afterName[19] ?? ''}`;
  } catch {
    return '';
  }
}
