import { link, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

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
  readonly released?: true;
}

const ATTEMPTS = 100;

/**
 * Takes the exclusive lock of a data directory and returns what releases it.
 *
 * The lock is a row of numbered files beside the directory; the highest number holds it. Whoever sees the highest released,
 * or its holder dead, creates the next one: link(2) lets exactly one do so. The highest file is never removed, so numbers
 * only grow, and somebody who looked long ago cannot create a number that counts.
 *
 * @throws DirectoryLockedError when a living process holds it, this one included.
 */
export async function lockDirectory(directory: string): Promise<() => Promise<void>> {
  const path = `${resolve(directory)}.lock`;
  const self: Holder = { pid: process.pid, started: await processStart(process.pid) };
  const candidate = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}`;
  await writeFile(candidate, JSON.stringify(self));
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const highest = await highestNumber(path);
      const holder = await readHolder(`${path}.${highest}`);
      if (holder !== null && (await isHeld(holder))) {
        throw new DirectoryLockedError(directory, holder.pid);
      }
      const mine = highest + 1;
      if (!(await tryLink(candidate, `${path}.${mine}`))) continue;
      if ((await highestNumber(path)) > mine) {
        await rm(`${path}.${mine}`, { force: true });
        continue;
      }
      await rm(`${path}.${highest}`, { force: true });
      return () => release(`${path}.${mine}`, self);
    }
    throw new DirectoryLockedError(directory, 0);
  } finally {
    await rm(candidate, { force: true });
  }
}

/** The highest number in use; 0 = none yet. */
async function highestNumber(path: string): Promise<number> {
  const prefix = `${basename(path)}.`;
  const names = await readdir(dirname(path));
  const numbers = names
    .filter((name) => name.startsWith(prefix) && /^\d+$/.test(name.slice(prefix.length)))
    .map((name) => Number(name.slice(prefix.length)));
  return Math.max(0, ...numbers);
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

async function release(file: string, self: Holder): Promise<void> {
  const released = join(dirname(file), `${basename(file)}-released`);
  await writeFile(released, JSON.stringify({ ...self, released: true }));
  await rename(released, file);
}

/** What the file says; null where there is none, or where a crash of the machine left it unfinished. */
async function readHolder(file: string): Promise<Holder | null> {
  try {
    const said = JSON.parse(await readFile(file, 'utf8')) as Partial<Holder>;
    const { pid, started } = said;
    return typeof pid === 'number' && typeof started === 'string'
      ? { ...said, pid, started }
      : null;
  } catch {
    return null;
  }
}

async function isHeld(holder: Holder): Promise<boolean> {
  if (holder.released === true) return false;
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
