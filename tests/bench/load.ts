import { execFile, spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a slot of load gave. Times in microseconds. */
export interface LoadResult {
  readonly requests: number;
  readonly micros: number;
  readonly p50: number;
  readonly p99: number;
  /** Requests that failed or were not answered with 200. */
  readonly errors: number;
}

/** A slot of load against one address. */
export interface Load {
  readonly url: string;
  readonly connections: number;
  /** Whole seconds. */
  readonly seconds: number;
  /** File with one body a line, and the line to begin after. */
  readonly bodies: string;
  readonly start: number;
  /** Empty = none. */
  readonly token: string;
}

/** Whether a program can be run here. */
export function isInstalled(program: string): boolean {
  return spawnSync('sh', ['-c', `command -v ${program}`], { stdio: 'ignore' }).status === 0;
}

const here = (file: string): string => fileURLToPath(new URL(file, import.meta.url));

/** Runs one slot of load on core 1, by `wrk` where it is installed and by our own generator otherwise. */
export async function runLoad(
  load: Load,
  tools: { wrk: boolean; taskset: boolean },
): Promise<LoadResult> {
  const { url, connections, seconds, bodies, start, token } = load;
  const own = [
    process.execPath,
    '--import',
    'tsx',
    here('./load-generator.ts'),
    url,
    String(connections),
  ];
  const wrk = ['wrk', '-t1', `-c${connections}`, `-d${seconds}s`, '--timeout', '10s'];
  const command = tools.wrk ? [...wrk, '-s', here('./load.lua'), url] : [...own, String(seconds)];
  const [program = '', ...args] = tools.taskset ? ['taskset', '-c', '1', ...command] : command;
  const { stdout } = await run(program, args, {
    timeout: seconds * 1000 + 30_000,
    env: {
      ...process.env,
      BENCH_BODIES: bodies,
      BENCH_START: String(start),
      BENCH_TOKEN: token,
      BENCH_PATH: new URL(url).pathname,
    },
  });
  const line = /^BENCH (.*)$/m.exec(stdout)?.[1];
  if (line === undefined)
    throw new Error(`The load generator gave no result: ${stdout.slice(0, 300)}`);
  return JSON.parse(line) as LoadResult;
}
