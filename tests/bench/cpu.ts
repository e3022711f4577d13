import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type pg from 'pg';

/** CPU time used so far, in microseconds, by process id; empty where the system does not tell. */
export type CpuTimes = ReadonlyMap<number, number>;

/** CPU time of processes, over all their threads. */
export function cpuTimes(pids: readonly number[]): CpuTimes {
  const times = new Map<number, number>();
  for (const pid of pids) {
    try {
      let sum = 0;
      for (const task of readdirSync(`/proc/${pid}/task`)) {
        sum += Number(readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'utf8').split(' ')[0]);
      }
      times.set(pid, sum / 1000);
    } catch {
      // The process ended, or this is no Linux.
    }
  }
  return times;
}

/** The most memory that a process has held so far, in MB; null where the system does not tell. */
export function peakMemory(pid: number): number | null {
  try {
    const [, kilobytes] =
      /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return kilobytes === undefined ? null : Number(kilobytes) / 1024;
  } catch {
    return null;
  }
}

/** What was used between two readings; a process that was not there before began at zero. */
export function cpuBetween(before: CpuTimes, after: CpuTimes): number {
  let sum = 0;
  for (const [pid, micros] of after) sum += micros - (before.get(pid) ?? 0);
  return sum;
}

/** Process ids of the server's backends for this database, on this machine. */
export async function backendsOf(client: pg.Client): Promise<number[]> {
  const { rows } = await client.query<{ pid: number }>(
    `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
  );
  return rows.map(({ pid }) => pid).filter((pid) => isHere(pid));
}

/** Pins processes to one core. Those that may not be pinned stay where they are. */
export function pin(pids: readonly number[], core: number): void {
  for (const pid of pids)
    spawnSync('taskset', ['-acp', String(core), String(pid)], { stdio: 'ignore' });
}

function isHere(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').startsWith('postgres');
  } catch {
    return false;
  }
}
