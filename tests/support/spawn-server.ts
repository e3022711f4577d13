import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own. */
export interface SpawnedServer {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything that it wrote, both streams. */
  output(): string;
  /** Waits for its end and gives the exit code. */
  exited(): Promise<number | null>;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const URL_IN_LINE = /http:\/\/[\w.[\]:]+:\d+/;

/**
 * Starts `script` (a path from the root) and waits for a line with its URL.
 *
 * @throws Error with what it wrote, when it ends before.
 */
export async function spawnServer(
  script: string,
  options: { args?: string[]; env?: Record<string, string>; nodeOptions?: string[] } = {},
): Promise<SpawnedServer> {
  const child = spawnScript(script, options);
  let written = '';
  child.stderr?.on('data', (chunk: Buffer) => (written += chunk.toString()));
  child.stdout?.on('data', (chunk: Buffer) => (written += chunk.toString()));
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  const url = await new Promise<string>((resolve, reject) => {
    if (child.stdout === null) throw new Error('The child has no output.');
    createInterface(child.stdout).on('line', (line) => {
      const found = URL_IN_LINE.exec(line)?.[0];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => reject(new Error(`It ended with ${String(code)}: ${written}`)));
  });
  return { url, child, output: () => written, exited: () => ended };
}

/** Runs `script` to its end. */
export async function runScript(
  script: string,
  options: { args?: string[]; env?: Record<string, string> } = {},
): Promise<{ code: number | null; output: string }> {
  const child = spawnScript(script, options);
  let output = '';
  child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  return { code, output };
}

/** Starts `script` in a process of its own. */
export function spawnScript(
  script: string,
  { args = [], env = {}, nodeOptions = [] }: Parameters<typeof spawnServer>[1] & object,
): ChildProcess {
  const { NODE_OPTIONS: _options, NODE_ENV: _env, VITEST: _vitest, ...inherited } = process.env;
  return spawn(process.execPath, [...nodeOptions, '--import', 'tsx', `${ROOT}${script}`, ...args], {
    cwd: ROOT,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
